// SPDX-License-Identifier: Apache-2.0
package io.annulus.liveness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What our kernel says of a process is asked of that process alone, and only if it is ours to ask. */
final class ProcessStateTest {
    private static final long DEADLINE_SECONDS = 60;

    private final Realm ours = ProcessIdentity.current().realm();

    @TempDir
    private Path directory;

    private ProcessIdentity identity(long pid) throws IOException {
        return new ProcessIdentity(IdentityWord.of(pid, Proc.stat(pid).startTicks()), ours);
    }

    @Test
    void thisProcessRunsUnderItsName() {
        assertThat(ProcessState.of(ProcessIdentity.current())).hasValueSatisfying(state -> {
            assertThat(state.command()).isEqualTo("java");
            assertThat(state.isStopped()).isFalse();
        });
    }

    @Test
    void aStoppedProcessIsSeenToBeAndAKilledOneIsNotSeen() throws Exception {
        Process sleep = new ProcessBuilder("sleep", "1000").start();
        try {
            ProcessIdentity identity = identity(sleep.pid());
            signal("STOP", sleep.pid());
            awaitStopped(identity);
            signal("CONT", sleep.pid());
        } finally {
            ProcessIdentity identity = identity(sleep.pid());
            sleep.destroyForcibly();
            assertThat(sleep.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(ProcessState.of(identity)).isEmpty();
        }
    }

    private static void awaitStopped(ProcessIdentity identity) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
        while (!ProcessState.of(identity).orElseThrow().isStopped()) {
            assertThat(System.nanoTime() - end).as("stopped by now").isNegative();
            Thread.sleep(1);
        }
    }

    private static void signal(String name, long pid) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                        .start()
                        .waitFor())
                .isZero();
    }

    @Test
    void aNameThatWouldWorkOnATerminalIsMadeHarmless() throws Exception {
        Path program = directory.resolve("a) R \u001b[2J");
        Files.copy(Path.of("/bin/sleep"), program);
        assertThat(program.toFile().setExecutable(true)).isTrue();
        Process process = new ProcessBuilder(program.toString(), "1000").start();
        try {
            assertThat(ProcessState.of(identity(process.pid())))
                    .map(ProcessState::command)
                    .hasValue("a) R ?[2J");
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void anotherProcessOfThatPidOrAnotherRealmIsNotAsked() {
        ProcessIdentity self = ProcessIdentity.current();
        long later = IdentityWord.of(self.pid(), IdentityWord.startTicks(self.word()) + 1);
        assertThat(ProcessState.of(new ProcessIdentity(later, ours))).isEmpty();
        Realm container = new Realm(ours.bootHigh(), ours.bootLow(), ours.pidNamespace() + 1, ours.timeNamespace());
        assertThat(ProcessState.of(new ProcessIdentity(self.word(), container))).isEmpty();
        assertThat(container.isSameKernelAs(ours)).isTrue();
        assertThat(container.isSamePidNamespaceAs(ours)).isFalse();
        Realm machine = new Realm(ours.bootHigh(), ours.bootLow() + 1, ours.pidNamespace(), ours.timeNamespace());
        assertThat(machine.isSameKernelAs(ours)).isFalse();
        assertThat(machine.isSamePidNamespaceAs(ours)).isFalse();
        Realm clock = new Realm(ours.bootHigh(), ours.bootLow(), ours.pidNamespace(), ours.timeNamespace() + 1);
        assertThat(clock.isSamePidNamespaceAs(ours)).isTrue();
    }
}
