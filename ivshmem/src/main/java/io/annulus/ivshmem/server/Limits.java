// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.server;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import io.annulus.ivshmem.wire.Message;
import java.time.Duration;

/**
 * How much a server gives, and how much it puts up with.
 *
 * @param peers at a time, 1 to 65 536; fewer if the process may not have the descriptors: one for each peer and one for each of
 *     its vectors
 * @param peersOfOneUser at a time, 1 or more
 * @param waitingMessages of one client, 1 or more: one that has more than so many to read is dropped, once its set-up is through
 * @param patience how long a client to which messages wait may read none, once its set-up is through
 */
public record Limits(int peers, int peersOfOneUser, int waitingMessages, Duration patience) {
    private static final int USUAL_PEERS = 1024;
    private static final int USUAL_WAITING = 65_536;
    private static final Duration USUAL_PATIENCE = Duration.ofSeconds(30);

    /** Checks the numbers. */
    public Limits {
        require("peers", peers, Message.HIGHEST_ID + 1);
        require("peers of one user", peersOfOneUser, Integer.MAX_VALUE);
        require("waiting messages", waitingMessages, Integer.MAX_VALUE);
        if (patience.isNegative() || patience.isZero()) {
            throw new AnnulusException(
                    Reason.BAD_SPEC, "patience: expected more than no time, found " + patience, "Give it some seconds");
        }
    }

    private static void require(String what, int number, int most) {
        if (number < 1 || number > most) {
            throw new AnnulusException(
                    Reason.BAD_SPEC,
                    what + ": expected 1 to " + most + ", found " + number,
                    "Choose a number in that range");
        }
    }

    /**
     * 1024 peers, of whichever users; 65 536 messages may wait for one, and not longer than 30 seconds.
     *
     * @return the limits
     */
    public static Limits usual() {
        return new Limits(USUAL_PEERS, Integer.MAX_VALUE, USUAL_WAITING, USUAL_PATIENCE);
    }

    /**
     * The same with other numbers of peers.
     *
     * @param inAll 1 to 65 536
     * @param ofOneUser 1 or more
     * @return new limits
     */
    public Limits withPeers(int inAll, int ofOneUser) {
        return new Limits(inAll, ofOneUser, waitingMessages, patience);
    }

    /**
     * The same for clients that read slowly.
     *
     * @param messages that may wait for one, 1 or more
     * @param noneReadFor how long it may read none of them
     * @return new limits
     */
    public Limits withWaiting(int messages, Duration noneReadFor) {
        return new Limits(peers, peersOfOneUser, messages, noneReadFor);
    }
}
