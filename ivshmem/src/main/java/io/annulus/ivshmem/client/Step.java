// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.client;

/** What a message means. Where a descriptor came with it, it is that of the memory or of the doorbell. */
sealed interface Step {
    /** The protocol is ours. */
    record Version() implements Step {}

    /** This client's own id. */
    record OwnId(int id) implements Step {}

    /** The memory. */
    record Memory() implements Step {}

    /** A doorbell: of a peer, or of this client itself. */
    record Doorbell(int id, int vector) implements Step {}

    /** A peer is gone. */
    record PeerLeft(int id) implements Step {}
}
