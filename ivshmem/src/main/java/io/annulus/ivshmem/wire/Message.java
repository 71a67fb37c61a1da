// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.wire;

import io.annulus.posix.Descriptor;
import java.util.Optional;

/**
 * One message: a number, and perhaps a descriptor. A client gets, in this order:
 *
 * <pre>
 *   value      descriptor   meaning
 *   0          -            protocol version; with any other the client gives up
 *   id         -            the client's own id, 0 to 65535
 *   -1         memory       what is shared: mapped whole, its size is the file's
 *   other id   eventfd      a doorbell of a peer that is there already: one message for each vector, 0 first
 *   own id     eventfd      a doorbell of its own, on which it is interrupted: the same
 *   ... and from then on, whenever it happens:
 *   other id   eventfd      a peer has come: one message for each vector, 0 first
 *   other id   -            that peer has gone
 * </pre>
 *
 * A number is a little-endian signed 64-bit one, and a message without a descriptor is all there is to tell a peer that goes
 * from one that comes. The number of vectors is never sent.
 *
 * @param value the number
 * @param descriptor what came or goes with it
 * @see <a href="https://www.qemu.org/docs/master/specs/ivshmem-spec.html">QEMU: Device Specification for Inter-VM shared
 *     memory device</a>
 */
public record Message(long value, Optional<Descriptor> descriptor) {
    /** Bytes of a message. */
    public static final int SIZE = 8;
    /** The version of this protocol. */
    public static final long VERSION = 0;
    /** The value that comes with the shared memory. */
    public static final long SHARED_MEMORY = -1;
    /** The highest id. */
    public static final int HIGHEST_ID = 65_535;

    /**
     * A message without a descriptor.
     *
     * @param value the number
     * @return the message
     */
    public static Message of(long value) {
        return new Message(value, Optional.empty());
    }

    /**
     * A message with a descriptor.
     *
     * @param value the number
     * @param descriptor to be duplicated into the receiver; stays its owner's
     * @return the message
     */
    public static Message of(long value, Descriptor descriptor) {
        return new Message(value, Optional.of(descriptor));
    }
}
