// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.ivshmem.handover.Premises;
import io.annulus.posix.Descriptor;
import io.annulus.posix.event.Epoll;
import io.annulus.posix.event.Interest;
import io.annulus.posix.socket.Connection;
import io.annulus.posix.socket.Received;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** Speaks to a server as a successor does, byte by byte as the protocol is written down, and may stop anywhere. */
final class RawSuccessor implements AutoCloseable {
    static final int SIZE = 256;
    static final int HELLO = 1;
    static final int REFUSED = 2;
    static final int ESTATE = 3;
    static final int PEER = 4;
    static final int KNOWS = 5;
    static final int END = 6;
    static final int HAVE = 7;

    private final Connection connection;
    private final Epoll epoll = Epoll.create();
    private final Arena arena = Arena.ofShared();
    private final MemorySegment bytes = arena.allocate(SIZE);

    private RawSuccessor(Connection connection) {
        this.connection = connection;
        epoll.add(connection.descriptor(), Interest.READ, 0);
    }

    static RawSuccessor at(Path socket) {
        return new RawSuccessor(Connection.to(Premises.successorOf(socket)));
    }

    /** The end of a conversation that somebody else has begun. */
    static RawSuccessor on(Connection accepted) {
        return new RawSuccessor(accepted);
    }

    /** A record, and how many descriptors came with it. */
    record Page(ByteBuffer bytes, int descriptors) {
        int kind() {
            return bytes.getInt(0);
        }

        int number() {
            return bytes.getInt(4);
        }

        String text() {
            byte[] text = new byte[bytes.getInt(96)];
            bytes.get(100, text);
            return new String(text, StandardCharsets.UTF_8);
        }
    }

    /** Kind, number and magic, and zeros. */
    static ByteBuffer page(int kind, int number) {
        return ByteBuffer.allocate(SIZE)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(0, kind)
                .putInt(4, number)
                .put(8, "ANNULUSH".getBytes(StandardCharsets.US_ASCII));
    }

    /** What a successor says that takes whatever there is. */
    static ByteBuffer hello(int version) {
        return page(HELLO, version).putInt(24, -1).putInt(28, 1);
    }

    RawSuccessor say(ByteBuffer page) {
        bytes.copyFrom(MemorySegment.ofBuffer(page));
        assertThat(connection.send(bytes, Optional.empty())).isEqualTo(SIZE);
        return this;
    }

    RawSuccessor sayHalf(ByteBuffer page) {
        bytes.copyFrom(MemorySegment.ofBuffer(page));
        assertThat(connection.send(bytes.asSlice(0, SIZE / 2), Optional.empty()))
                .isEqualTo(SIZE / 2);
        return this;
    }

    /** The next record; what comes with it is counted and closed. */
    Page hear() {
        int have = 0;
        int descriptors = 0;
        long start = System.nanoTime();
        while (have < SIZE) {
            Received received = connection.receive(bytes.asSlice(have));
            received.descriptors().forEach(Descriptor::close);
            descriptors += received.descriptors().size();
            assertThat(received.end()).as("the other side hung up").isFalse();
            assertThat(System.nanoTime() - start).as("in vain").isLessThan(FakeQemu.GENEROUS.toNanos());
            if (received.bytes() == 0) {
                epoll.await(FakeQemu.GENEROUS);
            }
            have += received.bytes();
        }
        return new Page(
                ByteBuffer.wrap(bytes.toArray(ValueLayout.JAVA_BYTE)).order(ByteOrder.LITTLE_ENDIAN), descriptors);
    }

    /** Takes nothing that is said from now on, as if it had died at this moment. */
    RawSuccessor goDeaf() {
        connection.endReceiving();
        return this;
    }

    @Override
    public void close() {
        epoll.close();
        connection.close();
        arena.close();
    }
}
