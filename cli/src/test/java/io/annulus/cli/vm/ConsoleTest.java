// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.annulus.cli.output.CommandFailure;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A shell stands in for QEMU and its guest. */
class ConsoleTest {
    private static final Duration GENEROUS = Duration.ofMinutes(2);

    private static GuestRun run(String script) throws IOException {
        Process shell =
                new ProcessBuilder("sh", "-c", script).redirectErrorStream(true).start();
        return new GuestRun(new Console(shell), 1, "work");
    }

    @Test
    void aCommandsLinesAndStatusAreTold() throws Exception {
        GuestRun run = run("echo one; printf 'two\\r\\nthreeguest: 1 ended with 7\\n'; sleep 60")
                .awaitEnd(GENEROUS);
        assertThat(run.lines()).containsExactly("one", "two", "three");
        assertThat(run.status()).isEqualTo(7);
    }

    @Test
    void aDeadQemuEndsEveryWaitWithItsLastLines() throws Exception {
        GuestRun run = run("echo Kernel panic; exit 3");
        for (int time = 0; time < 2; time++) {
            assertThatThrownBy(() -> run.awaitEnd(GENEROUS))
                    .isInstanceOf(CommandFailure.class)
                    .hasMessageContaining("QEMU ended with status 3")
                    .hasMessageContaining("| Kernel panic");
        }
        assertThatThrownBy(run::requireSound).hasMessageContaining("QEMU ended with status 3");
    }

    @Test
    void aGuestThatSaysNothingIsWaitedForNoLongerThanAllowed() throws Exception {
        assertThatThrownBy(() -> run("echo so far; sleep 60").awaitEnd(Duration.ofSeconds(1)))
                .hasMessageContaining("'work' did not go on within 1 s")
                .hasMessageContaining("| so far");
    }

    @Test
    void aVirtualMachineThatKvmCannotRunIsNotWaitedFor() throws Exception {
        assertThatThrownBy(() ->
                        run("echo KVM internal error. Suberror: 1; sleep 60").awaitEnd(GENEROUS))
                .hasMessageContaining("KVM cannot run this guest");
    }

    @Test
    void aCommandThatEndsBeforeTheLineItWasToPrintIsAFailure() throws Exception {
        assertThatThrownBy(() -> run("echo no device; echo guest: 1 ended with 3; sleep 60")
                        .awaitLine("ready", GENEROUS))
                .hasMessageContaining("'work' ended with status 3")
                .hasMessageContaining("| no device");
    }
}
