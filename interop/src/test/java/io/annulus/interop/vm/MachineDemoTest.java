// SPDX-License-Identifier: Apache-2.0
package io.annulus.interop.vm;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.cli.Main;
import io.annulus.error.AnnulusException;
import io.annulus.interop.CPeers;
import io.annulus.region.Access;
import io.annulus.region.Region;
import io.annulus.ring.Ring;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code annulus demo --vm}, as a user runs it. */
class MachineDemoTest {
    private static final int BYTES = 3_000_001;
    private static final long ENDLESS = 1L << 40;

    @TempDir
    private Path directory;

    @BeforeEach
    void skipWithoutQemu() {
        new Guests().close();
    }

    private Process start(Path file) throws IOException {
        // Ctrl-C must reach it even where the test itself was started in the background, which ignores it.
        List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT", "--unset=JAVA_TOOL_OPTIONS"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-Dannulus.home=" + CPeers.root()));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(List.of("demo", "--vm", "--accel", "tcg", "--file", file.toString()));
        return new ProcessBuilder(command)
                .redirectOutput(out().toFile())
                .redirectError(err().toFile())
                .start();
    }

    private Path out() {
        return directory.resolve("out");
    }

    private Path err() {
        return directory.resolve("err");
    }

    private static void awaitEnd(Process demo) throws InterruptedException {
        assertThat(demo.waitFor(Guests.DEADLINE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    private static Path regionOf(Process demo) {
        return Path.of("/dev/shm/annulus-demo-" + demo.pid());
    }

    @Test
    void aFileComesBackFromTheGuestUnchanged() throws Exception {
        byte[] content = new byte[BYTES];
        new Random(BYTES).nextBytes(content);
        Path file = Files.write(directory.resolve("file"), content);
        String digest =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        Process demo = start(file);
        awaitEnd(demo);
        assertThat(Files.readString(err())).contains("Moving " + file, "Guest ready");
        assertThat(Files.readString(out()))
                .contains(BYTES + " bytes", digest, "the same on both sides", "/s under TCG");
        assertThat(demo.exitValue()).isZero();
        assertThat(regionOf(demo)).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143", "KILL, 137"})
    void aDemoThatIsEndedLeavesNothing(String signal, int status) throws Exception {
        Path endless = directory.resolve("endless");
        try (RandomAccessFile file = new RandomAccessFile(endless.toFile(), "rw")) {
            file.setLength(ENDLESS);
        }
        Process demo = start(endless);
        Patience patience = new Patience();
        while (!hasMoved(demo)) {
            assertThat(demo.isAlive()).as(Files.readString(err())).isTrue();
            patience.moved(0);
        }
        List<ProcessHandle> children = demo.descendants().toList();
        assertThat(children).anyMatch(child -> child.info().command().orElse("").contains("qemu"));
        new ProcessBuilder("kill", "-" + signal, Long.toString(demo.pid()))
                .start()
                .waitFor();
        awaitEnd(demo);
        assertThat(demo.exitValue()).isEqualTo(status);
        while (children.stream().anyMatch(ProcessHandle::isAlive)) {
            patience.moved(0);
        }
        assertThat(regionOf(demo)).doesNotExist();
    }

    // Its region appears early and has the rings a little later.
    private static boolean hasMoved(Process demo) {
        if (!Files.exists(regionOf(demo))) {
            return false;
        }
        try (Region region = Region.open(regionOf(demo), Access.READ_ONLY)) {
            return Ring.attach(region, "back").info().consumers().tail() != 0;
        } catch (AnnulusException e) {
            return false;
        }
    }
}
