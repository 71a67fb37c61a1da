// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.handover;

import io.annulus.posix.event.EventFd;
import io.annulus.posix.socket.Connection;
import java.util.BitSet;
import java.util.List;

/**
 * A client that was told everything so far. Who it is, the kernel says of its connection, in whichever process that is.
 *
 * @param id its number
 * @param connection the socket that it is connected to
 * @param doorbells its own, vector 0 first
 * @param known ids that it was ever told of, its own too
 */
public record Member(int id, Connection connection, List<EventFd> doorbells, BitSet known) implements AutoCloseable {

    /** Closes the descriptors; the client does not notice while another process has them. */
    @Override
    public void close() {
        connection.close();
        doorbells.forEach(EventFd::close);
    }
}
