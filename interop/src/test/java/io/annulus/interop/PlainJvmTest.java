// SPDX-License-Identifier: Apache-2.0
package io.annulus.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.interop.program.FirstRing;
import io.annulus.ring.Ring;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The library runs in a JVM without any flag, and the JVM has nothing to say about it. */
final class PlainJvmTest {
    private static final String PROGRAM = FirstRing.class.getName();
    private static final String EXPECTED = "moved 100000 in %s with %s";

    @Test
    void onTheClassPathWithoutFlagsOrWarnings() {
        String classPath = placeOf(Ring.class) + ":" + placeOf(FirstRing.class);
        assertRuns(EXPECTED.formatted("null", "null"), "-cp", classPath, PROGRAM);
    }

    @Test
    void asANamedModuleWithoutFlagsOrWarnings(@TempDir Path module) throws IOException {
        Path descriptor = Files.writeString(module.resolve("module-info.java"), "module user { requires io.annulus; }");
        int compiled = ToolProvider.findFirst("javac")
                .orElseThrow()
                .run(
                        System.out,
                        System.err,
                        "-d",
                        module.toString(),
                        "-p",
                        placeOf(Ring.class).toString(),
                        descriptor.toString());
        assertThat(compiled).isZero();
        copyProgramInto(module);
        assertRuns(
                EXPECTED.formatted("user", "io.annulus"),
                "-p",
                placeOf(Ring.class) + ":" + module,
                "-m",
                "user/" + PROGRAM);
    }

    private static void copyProgramInto(Path module) throws IOException {
        Path file = Path.of(PROGRAM.replace('.', '/') + ".class");
        Files.createDirectories(module.resolve(file).getParent());
        Files.copy(placeOf(FirstRing.class).resolve(file), module.resolve(file));
    }

    private static void assertRuns(String expected, String... javaArguments) {
        Path region = Path.of("/dev/shm/annulus-interop-" + UUID.randomUUID());
        List<String> arguments = new ArrayList<>(List.of(javaArguments));
        arguments.add(region.toString());
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        try (CProcess process = CProcess.start(java, arguments.toArray(String[]::new))) {
            Ended ended = process.end();
            assertThat(ended.errors()).isEmpty();
            assertThat(ended.status()).isZero();
            assertThat(ended.lines()).containsExactly(expected);
            assertThat(region).doesNotExist();
        }
    }

    /** The directory or jar a class comes from. */
    private static Path placeOf(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }
}
