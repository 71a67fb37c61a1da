// SPDX-License-Identifier: Apache-2.0
package io.annulus.liveness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Only our own kernel certifies a death, and only of a process it can see. */
final class KernelWitnessTest {
    private final KernelWitness witness = new KernelWitness();
    private final Realm ours = ProcessIdentity.current().realm();

    private ProcessIdentity identity(long pid) throws IOException {
        return new ProcessIdentity(IdentityWord.of(pid, Proc.stat(pid).startTicks()), ours);
    }

    @Test
    void thisProcessIsAlive() {
        assertThat(witness.judge(ProcessIdentity.current())).isEqualTo(Verdict.ALIVE);
        assertThat(ProcessIdentity.current().pid())
                .isEqualTo(ProcessHandle.current().pid());
    }

    @Test
    void aKilledProcessIsDeadAndAStoppedOneAlive() throws IOException, InterruptedException {
        Process sleeper = new ProcessBuilder("sleep", "600").start();
        ProcessIdentity identity = identity(sleeper.pid());
        assertThat(witness.judge(identity)).isEqualTo(Verdict.ALIVE);
        new ProcessBuilder("kill", "-STOP", Long.toString(sleeper.pid()))
                .start()
                .waitFor();
        assertThat(witness.judge(identity)).isEqualTo(Verdict.ALIVE);
        sleeper.destroyForcibly().waitFor();
        assertThat(witness.judge(identity)).isEqualTo(Verdict.DEAD);
    }

    @Test
    void aPidThatBelongsToAnotherProcessNowIsDead() throws IOException {
        long own = ProcessHandle.current().pid();
        ProcessIdentity earlier = new ProcessIdentity(IdentityWord.of(own, 1), ours);
        assertThat(witness.judge(earlier)).isEqualTo(Verdict.DEAD);
    }

    @Test
    void aZombieIsDeadThoughItsPidIsTaken() throws IOException, InterruptedException {
        // The shell's child ends at once; the shell turns into a sleep that never asks for its exit status.
        Process parent =
                new ProcessBuilder("sh", "-c", "sh -c 'echo $$; read line' & exec sleep 600 < /dev/null").start();
        try {
            long child = Long.parseLong(
                    new BufferedReader(new InputStreamReader(parent.getInputStream(), StandardCharsets.US_ASCII))
                            .readLine());
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while (Proc.stat(child) != null && Proc.stat(child).state() != 'Z') {
                assertThat(System.nanoTime()).as("the child became a zombie").isLessThan(deadline);
                Thread.sleep(1);
            }
            assertThat(Proc.stat(child)).as("nobody reaped it").isNotNull();
            assertThat(witness.judge(identity(child))).isEqualTo(Verdict.DEAD);
        } finally {
            parent.destroyForcibly();
        }
    }

    @Test
    void anotherBootPidNamespaceOrTimeNamespaceIsUnknown() {
        long word = ProcessIdentity.current().word();
        for (Realm other : new Realm[] {
            new Realm(ours.bootHigh() + 1, ours.bootLow(), ours.pidNamespace(), ours.timeNamespace()),
            new Realm(ours.bootHigh(), ours.bootLow() + 1, ours.pidNamespace(), ours.timeNamespace()),
            new Realm(ours.bootHigh(), ours.bootLow(), ours.pidNamespace() + 1, ours.timeNamespace()),
            new Realm(ours.bootHigh(), ours.bootLow(), ours.pidNamespace(), ours.timeNamespace() + 1)
        }) {
            assertThat(witness.judge(new ProcessIdentity(word, other))).isEqualTo(Verdict.UNKNOWN);
        }
    }

    @Test
    void anIdentityWordKeepsPidAndStart() {
        long word = IdentityWord.of((1 << 22) - 1, (1L << 42) - 1);
        assertThat(IdentityWord.pid(word)).isEqualTo((1 << 22) - 1);
        assertThat(IdentityWord.startTicks(word)).isEqualTo((1L << 42) - 1);
        assertThat(IdentityWord.pid(IdentityWord.of(1, 0))).isEqualTo(1);
        assertThat(IdentityWord.of(1, 0)).isNotEqualTo(IdentityWord.NOBODY);
    }
}
