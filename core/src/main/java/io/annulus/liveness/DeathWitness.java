// SPDX-License-Identifier: Apache-2.0
package io.annulus.liveness;

/** Says whether a process can still write. Implementations answer {@link Verdict#DEAD} only with a certificate. */
@FunctionalInterface
public interface DeathWitness {

    /**
     * Judges one process.
     *
     * @param process whoever a participant line names
     * @return {@link Verdict#DEAD} only if the process can certainly never write again
     */
    Verdict judge(ProcessIdentity process);
}
