// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.server;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import io.annulus.posix.DescriptorLimit;

/**
 * On which terms clients are let in.
 *
 * @param vectors doorbells of each
 * @param access who may
 * @param limits how much there is of it
 * @param mostPeers how many at a time: no more than this process can have descriptors for
 */
record Terms(int vectors, Access access, Limits limits, int mostPeers) {
    /** Descriptors for all but the peers: files, sockets, and what the Java runtime opens. */
    private static final int OTHER_DESCRIPTORS = 128;

    /** Raises this process's limit as far as it may. */
    static Terms of(int vectors, Access access, Limits limits) {
        long descriptors = raisedLimit();
        long possible = (descriptors - OTHER_DESCRIPTORS) / (1 + vectors);
        if (possible < 1) {
            throw new AnnulusException(
                    Reason.NO_DESCRIPTORS,
                    "ivshmem server: expected at least " + (OTHER_DESCRIPTORS + 1 + vectors)
                            + " descriptors that this process may have, found " + descriptors,
                    "Raise the limit (ulimit -n, LimitNOFILE= in a systemd unit), or ask for fewer vectors");
        }
        return new Terms(vectors, access, limits, (int) Math.min(limits.peers(), possible));
    }

    /** How many descriptors this process may have, once it has asked for all it can get. */
    static long raisedLimit() {
        DescriptorLimit limit = DescriptorLimit.now();
        return limit.current() < limit.highest() ? limit.set(limit.highest()).current() : limit.current();
    }

    String describe() {
        return "vectors " + vectors + ", up to " + mostPeers + " peers"
                + (mostPeers < limits.peers()
                        ? " instead of " + limits.peers() + ", since this process may have no more descriptors"
                        : "");
    }
}
