// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.wire;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import io.annulus.posix.Descriptor;
import io.annulus.posix.socket.Connection;
import io.annulus.posix.socket.Received;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Puts messages together from what a connection brings, however it is cut.
 *
 * <p>A descriptor belongs to the message with whose bytes it was sent. The kernel hands it over with the first of them, so
 * no read asks for more than what is missing of one message: then what comes belongs to that one.
 */
public final class MessageReader implements AutoCloseable {
    private static final ValueLayout.OfLong NUMBER = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final Connection connection;
    private final Arena arena = Arena.ofShared();
    private final MemorySegment bytes = arena.allocate(Message.SIZE);
    private final List<Descriptor> arrived = new ArrayList<>();
    private int have;
    private boolean ended;

    /**
     * Reads from a connection.
     *
     * @param connection stays its owner's
     */
    public MessageReader(Connection connection) {
        this.connection = connection;
    }

    /**
     * The next message, if it is there.
     *
     * @return the message, whose descriptor is the caller's to close; empty if it is not there yet, or never will be:
     *     {@link #ended} says which
     * @throws AnnulusException {@link Reason#BAD_MESSAGE} if there was more than one descriptor with it; {@link
     *     Reason#NO_DESCRIPTORS} if this process had none left for it; all that came are closed
     */
    public Optional<Message> next() {
        while (have < Message.SIZE) {
            Received received = connection.receive(bytes.asSlice(have));
            arrived.addAll(received.descriptors());
            requireOneAtMost(received.truncated());
            if (received.end()) {
                ended = true;
                closeArrived();
                return Optional.empty();
            }
            if (received.bytes() == 0) {
                return Optional.empty();
            }
            have += received.bytes();
        }
        have = 0;
        Optional<Descriptor> descriptor = arrived.isEmpty() ? Optional.empty() : Optional.of(arrived.removeFirst());
        return Optional.of(new Message(bytes.get(NUMBER, 0), descriptor));
    }

    private void requireOneAtMost(boolean truncated) {
        int count = arrived.size();
        if (count > 1) {
            closeArrived();
            throw new AnnulusException(
                    Reason.BAD_MESSAGE,
                    "ivshmem message: expected one descriptor at most, found " + count,
                    "What listens there is no ivshmem server; check the socket's path");
        }
        if (truncated) {
            // There is room for all that can be sent at once: the kernel drops only what it has no number for.
            closeArrived();
            throw new AnnulusException(
                    Reason.NO_DESCRIPTORS,
                    "ivshmem message: expected a descriptor, found none left in this process to receive it",
                    "Raise the limit (ulimit -n, LimitNOFILE= in a systemd unit), or close what is not needed");
        }
    }

    /**
     * Whether the other side will send no more.
     *
     * @return true after {@link #next} found the end
     */
    public boolean ended() {
        return ended;
    }

    private void closeArrived() {
        arrived.forEach(Descriptor::close);
        arrived.clear();
    }

    /** Closes what came with a message that never was complete. A second time does nothing. */
    @Override
    public void close() {
        closeArrived();
        if (arena.scope().isAlive()) {
            arena.close();
        }
    }
}
