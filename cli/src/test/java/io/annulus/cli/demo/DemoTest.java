// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.annulus.cli.Annulus;
import io.annulus.cli.Eventually;
import io.annulus.cli.Forked;
import io.annulus.cli.Outcome;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DemoTest {
    private static final long ENDLESS = 1L << 40;

    @TempDir
    private Path directory;

    private static Path regionOf(Forked demo) {
        return Path.of("/dev/shm", "annulus-demo-" + demo.process().pid());
    }

    // Takes longer than any test waits, and no room on the disk.
    private Path endlessFile() throws Exception {
        Path path = directory.resolve("endless");
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(ENDLESS);
        }
        return path;
    }

    @ParameterizedTest
    @CsvSource({"0, 64", "1, 64", "40, 64", "41, 64", "1000003, 64", "1000003, 2048", "5000, 1048576"})
    void aFileArrivesUnchangedAndNothingIsLeft(int bytes, int elementSize) throws Exception {
        byte[] content = new byte[bytes];
        new Random(bytes).nextBytes(content);
        Path file = Files.write(directory.resolve("file"), content);
        String digest =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        try (Forked demo =
                Forked.start("demo", "--file", file, "--element-size", elementSize, "--entries", 16, "--burst", 4)) {
            Outcome outcome = demo.finish("");
            assertThat(outcome.err()).contains("Moving " + file, "To try next:").doesNotContain("\r");
            assertThat(outcome.out()).contains(bytes + " bytes", digest, "elements/s", "latency", "median");
            assertThat(outcome.status()).isZero();
            assertThat(regionOf(demo)).doesNotExist();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"produce", "consume"})
    void aProcessThatDiesIsNamedAndNothingIsLeft(String role) throws Exception {
        try (Forked demo = Forked.start("demo", "--file", endlessFile())) {
            awaitTransfer(demo);
            List<ProcessHandle> children = demo.process().children().toList();
            ProcessHandle victim =
                    children.stream().filter(c -> plays(c, role)).findFirst().orElseThrow();
            victim.destroyForcibly();
            demo.finish("").requireRefusal(1, "the " + role + "r process", "pid " + victim.pid(), "signal 9");
            assertThat(regionOf(demo)).doesNotExist();
            assertThat(children).noneMatch(ProcessHandle::isAlive);
        }
    }

    @Test
    void anInterruptedDemoLeavesNothing() throws Exception {
        try (Forked demo = Forked.start("demo", "--file", endlessFile())) {
            awaitTransfer(demo);
            List<ProcessHandle> children = demo.process().children().toList();
            demo.interrupt();
            Outcome outcome = demo.finish("");
            assertThat(outcome.status()).isEqualTo(130);
            assertThat(outcome.err()).doesNotContain("annulus:");
            assertThat(regionOf(demo)).doesNotExist();
            assertThat(children).noneMatch(ProcessHandle::isAlive);
        }
    }

    @Test
    void aKilledDemoIsCleanedUpByItsProcesses() throws Exception {
        try (Forked demo = Forked.start("demo", "--file", endlessFile())) {
            awaitTransfer(demo);
            List<ProcessHandle> children = demo.process().children().toList();
            demo.process().destroyForcibly();
            Eventually.holds("the children end", () -> children.stream().noneMatch(ProcessHandle::isAlive));
            assertThat(regionOf(demo)).doesNotExist();
        }
    }

    @Test
    void aRegionThatADeadDemoLeftIsSweptAndThatOfALivingOneIsNot() throws Exception {
        Path left = directory.resolve(Debris.PREFIX + 1);
        Path living = directory.resolve(Debris.PREFIX + 2);
        Path other = directory.resolve("other");
        for (Path path : List.of(left, other)) {
            try (Forked create = Forked.start("region", "create", path, "--size", "1M")) {
                create.finish("").requireQuietSuccess();
            }
        }
        Annulus.run("region", "create", living, "--size", "1M").requireQuietSuccess();
        Debris.sweep(directory);
        assertThat(directory.toFile().list()).containsExactlyInAnyOrder(Debris.PREFIX + 2, "other");
    }

    private static void awaitTransfer(Forked demo) throws Exception {
        String region = regionOf(demo).toString();
        Eventually.holds("elements move", () -> {
            Outcome info = Annulus.run("ring", "info", region, DemoPlan.RING, "--format", "json");
            return info.status() == 0 && !info.out().contains("\"consumerTail\": 0");
        });
    }

    private static boolean plays(ProcessHandle process, String role) {
        return process.info().arguments().map(List::of).orElse(List.of()).contains(role);
    }

    @Test
    void whatCannotBeMovedIsSaidBeforeAnythingStarts() throws Exception {
        Annulus.run("demo", "--file", directory.resolve("nowhere")).requireRefusal(3, "nowhere", "--file");
        Annulus.run("demo", "--file", directory).requireRefusal(1, "regular file");
        Annulus.run("demo", "--file", "/dev/zero").requireRefusal(1, "regular file");
    }

    @Test
    void whatNoRingCanBeIsAUsageError() {
        Annulus.run("demo", "--element-size", 60).requireRefusal(2, "64 or more");
        Annulus.run("demo", "--element-size", 66).requireRefusal(2, "multiple of 4");
        Annulus.run("demo", "--entries", 1000).requireRefusal(2, "power of two");
        Annulus.run("demo", "--entries", 16, "--burst", 16).requireRefusal(2, "--burst");
        Annulus.run("demo", "--accel", "tcg").requireRefusal(2, "--accel", "--vm");
        Annulus.run("demo", "--entries", 1 << 30, "--element-size", 4096).requireRefusal(2, "16 GiB");
    }

    @Test
    void sharedMemoryThatIsTooSmallIsReplacedByTheTemporaryDirectory() throws Exception {
        String mount = "mount -t tmpfs -o size=64k none /dev/shm";
        assumeTrue(
                succeeds("unshare", "--mount", "sh", "-c", mount),
                "mounting a small /dev/shm for one process needs root; to run it: sudo ./test");
        ProcessBuilder demo = Forked.builder("demo", "--file", Files.writeString(directory.resolve("file"), "abc"));
        demo.command().addAll(0, List.of("unshare", "--mount", "sh", "-c", mount + " && exec \"$@\"", "sh"));
        try (Forked forked = Forked.of(demo.start())) {
            Outcome outcome = forked.finish("");
            assertThat(outcome.err()).contains("/dev/shm", "65536 bytes free", "instead");
            assertThat(outcome.out()).contains("3 bytes", "the same on both sides");
            assertThat(outcome.status()).isZero();
            assertThat(Path.of(System.getProperty("java.io.tmpdir"))
                            .resolve(regionOf(forked).getFileName()))
                    .doesNotExist();
        }
    }

    private static boolean succeeds(String... command) throws Exception {
        return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
    }
}
