// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.ivshmem.handover.Estate;
import io.annulus.ivshmem.handover.Purpose;
import io.annulus.ivshmem.handover.Taking;
import io.annulus.ivshmem.handover.Wish;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A process that receives everything, says so to the test, and is killed before it says so to the server. */
final class DyingSuccessor implements AutoCloseable {
    private final Process process;

    private DyingSuccessor(Process process) {
        this.process = process;
    }

    /** Starts it, and waits until it has everything. */
    static DyingSuccessor with(Path socket) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        DyingSuccessor.class.getName(),
                        socket.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(process.getInputStream().read()).as("it has everything").isEqualTo('!');
        return new DyingSuccessor(process);
    }

    /** SIGKILL. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        assertThat(process.waitFor(FakeQemu.GENEROUS.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** The process. */
    public static void main(String[] arguments) throws IOException {
        try (Taking taking = Taking.from(Path.of(arguments[0]), Wish.anything(Purpose.SERVE));
                Estate estate = taking.receive()) {
            System.out.write('!');
            System.out.flush();
            System.in.read(); // Until it is killed.
            estate.letGo();
        }
    }
}
