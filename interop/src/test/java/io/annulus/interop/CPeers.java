// SPDX-License-Identifier: Apache-2.0
package io.annulus.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The C programs in {@code src/test/c}, each compiled on first use. A test that asks for one is skipped where the tools to
 * compile it are missing, and fails there under continuous integration.
 */
public final class CPeers {
    private static final int SOMETHING_MISSING = 3;
    private static final Map<String, Ended> BUILDS = new ConcurrentHashMap<>();

    private CPeers() {}

    /** Starts a program and waits for its end. */
    public static Ended run(String program, String... arguments) {
        try (CProcess process = start(program, arguments)) {
            return process.end();
        }
    }

    /** Starts a program. */
    public static CProcess start(String program, String... arguments) {
        return CProcess.start(path(program), arguments);
    }

    /** Where the headers of the installed DPDK are. */
    static Path headers() {
        path("layout_probe"); // Skips where there are none.
        try (CProcess process = CProcess.start("pkg-config", "--variable=includedir", "libdpdk")) {
            return Path.of(process.end().lines().getLast());
        }
    }

    /** Where a program is, now that it is compiled. */
    public static String path(String program) {
        Ended build = BUILDS.computeIfAbsent(program, CPeers::compile);
        if (build.status() == SOMETHING_MISSING) {
            if (Boolean.getBoolean("annulus.ci")) {
                fail(build.errors());
            }
            abort(build.errors());
        }
        assertThat(build.status()).as(build.errors()).isZero();
        assertThat(build.errors()).as("warnings").isEmpty();
        return build.lines().getLast();
    }

    private static Ended compile(String program) {
        Path script = root().resolve("build/peer.sh");
        Path into = root().resolve("interop/target/c");
        try (CProcess process = CProcess.start("bash", script.toString(), program, into.toString())) {
            return process.end();
        }
    }

    /** The repository: Maven starts tests in the module's directory, other tools elsewhere. */
    public static Path root() {
        Path directory = Path.of("").toAbsolutePath();
        while (!Files.exists(directory.resolve("build/peer.sh"))) {
            directory = directory.getParent();
        }
        return directory;
    }
}
