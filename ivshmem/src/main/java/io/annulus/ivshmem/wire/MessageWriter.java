// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.wire;

import io.annulus.error.AnnulusException;
import io.annulus.posix.socket.Connection;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Optional;

/**
 * Messages on their way to one client: sent at once as far as the socket takes them, the rest when it has room again.
 *
 * <p>A message that was cut goes on without its descriptor, which went with its first byte.
 */
public final class MessageWriter implements AutoCloseable {
    private static final ValueLayout.OfLong NUMBER = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final Connection connection;
    private final Arena arena = Arena.ofShared();
    private final MemorySegment bytes = arena.allocate(Message.SIZE);
    private final Deque<Message> waiting = new ArrayDeque<>();
    private int sent;
    private long complete;

    /**
     * Writes to a connection.
     *
     * @param connection stays its owner's
     */
    public MessageWriter(Connection connection) {
        this.connection = connection;
    }

    /**
     * Puts a message behind those that wait. Its descriptor must stay open until it is sent.
     *
     * @param message the message
     */
    public void add(Message message) {
        waiting.add(message);
    }

    /**
     * Sends what there is room for.
     *
     * @return true if nothing waits any more
     * @throws AnnulusException if the client is gone
     */
    public boolean flush() {
        for (Message message; (message = waiting.peek()) != null; ) {
            bytes.set(NUMBER, 0, message.value());
            int taken = connection.send(bytes.asSlice(sent), sent == 0 ? message.descriptor() : Optional.empty());
            if (taken == 0) {
                return false;
            }
            sent += taken;
            if (sent == Message.SIZE) {
                sent = 0;
                complete++;
                waiting.remove();
            }
        }
        return true;
    }

    /**
     * Takes back messages that wait. Of one that was cut, the other half is still sent.
     *
     * @param messages some that were added, with their descriptors: a number alone says little
     * @return how many will not be sent
     */
    public int withdraw(Collection<Message> messages) {
        int before = waiting.size();
        Message cut = sent > 0 ? waiting.remove() : null;
        waiting.removeIf(messages::contains);
        if (cut != null) {
            waiting.addFirst(cut);
        }
        return before - waiting.size();
    }

    /**
     * Whether some message is not sent to the end.
     *
     * @param message one that was added
     * @return true until it is
     */
    public boolean isWaiting(Message message) {
        return waiting.contains(message);
    }

    /**
     * How many messages were sent to the end so far.
     *
     * @return 0 or more
     */
    public long sent() {
        return complete;
    }

    /**
     * How many messages are not sent to the end.
     *
     * @return 0 if nothing waits
     */
    public int waiting() {
        return waiting.size();
    }

    @Override
    public void close() {
        waiting.clear();
        arena.close();
    }
}
