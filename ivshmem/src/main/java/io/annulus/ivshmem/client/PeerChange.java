// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.client;

/**
 * A peer came or went.
 *
 * @param kind which of both
 * @param peer its id
 */
public record PeerChange(Kind kind, int peer) {

    /** Which of both. */
    public enum Kind {
        /** It is there, with its vector 0 at least. Those that were there before us join, too. */
        JOINED,
        /** It is gone, and its doorbells with it. */
        LEFT
    }
}
