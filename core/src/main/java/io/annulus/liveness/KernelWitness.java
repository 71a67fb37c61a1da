// SPDX-License-Identifier: Apache-2.0
package io.annulus.liveness;

import java.io.IOException;

/** Asks our own kernel, through {@code /proc}. Certifies the death of processes of our own realm, and of no others. */
public final class KernelWitness implements DeathWitness {

    /** A witness for this process's realm. */
    public KernelWitness() {}

    @Override
    public Verdict judge(ProcessIdentity process) {
        ProcessIdentity self = ProcessIdentity.current();
        if (!process.realm().equals(self.realm())) {
            return Verdict.UNKNOWN;
        }
        if (process.word() == self.word()) {
            return Verdict.ALIVE;
        }
        try {
            if (!Proc.showsEveryProcess()) {
                return Verdict.UNKNOWN;
            }
            Proc.Stat stat = Proc.stat(process.pid());
            boolean same = stat != null && IdentityWord.of(process.pid(), stat.startTicks()) == process.word();
            return same && !stat.ended() ? Verdict.ALIVE : Verdict.DEAD;
        } catch (IOException | RuntimeException e) {
            return Verdict.UNKNOWN; // Not being able to look is no certificate.
        }
    }
}
