// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import io.annulus.posix.Descriptor;
import io.annulus.posix.event.EventFd;
import io.annulus.posix.socket.Connection;
import io.annulus.posix.socket.Listener;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MessageReaderTest {
    private final Arena arena = Arena.ofConfined();
    private final EventFd event = EventFd.create();

    @TempDir
    private Path directory;

    private Listener listener;
    private Connection client;
    private Connection server;
    private MessageReader reader;

    @BeforeEach
    void connect() {
        Path path = directory.resolve("s");
        listener = Listener.at(path, 0600);
        client = Connection.to(path);
        server = listener.accept().orElseThrow();
        reader = new MessageReader(client);
    }

    @AfterEach
    void disconnect() {
        reader.close();
        client.close();
        server.close();
        listener.close();
        event.close();
        arena.close();
    }

    @Test
    void messagesThatWereWrittenAreRead() {
        try (MessageWriter writer = new MessageWriter(server)) {
            writer.add(Message.of(0));
            writer.add(Message.of(65_535));
            writer.add(Message.of(-1, event.descriptor()));
            writer.add(Message.of(3));
            assertThat(writer.waiting()).isEqualTo(4);
            assertThat(writer.flush()).isTrue();
            assertThat(writer.waiting()).isZero();
        }
        requireNext(0, false);
        requireNext(65_535, false);
        requireNext(-1, true);
        requireNext(3, false);
        assertThat(reader.next()).isEmpty();
        assertThat(reader.ended()).isFalse();
    }

    @Test
    void aNumberIsLittleEndian() {
        send(bytes(0x0102, 8), 0, 8, Optional.empty());
        requireNext(0x0102, false);
        MemorySegment raw = arena.allocate(8);
        try (MessageWriter writer = new MessageWriter(server)) {
            writer.add(Message.of(0x0102));
            writer.flush();
        }
        assertThat(client.receive(raw).bytes()).isEqualTo(8);
        assertThat(raw.asByteBuffer().get(0)).isEqualTo((byte) 2);
    }

    @Test
    void aMessageCutAnywhereKeepsItsDescriptor() {
        for (int cut = 1; cut < Message.SIZE; cut++) {
            send(bytes(1, 8), 0, 8, Optional.empty());
            send(bytes(7, 8), 0, cut, Optional.of(event.descriptor()));
            requireNext(1, false);
            assertThat(reader.next()).isEmpty();
            send(bytes(7, 8), cut, Message.SIZE - cut, Optional.empty());
            send(bytes(9, 8), 0, 8, Optional.empty());
            requireNext(7, true);
            requireNext(9, false);
        }
    }

    @Test
    void messagesThatCameTogetherAreToldApart() {
        MemorySegment three = arena.allocate(24);
        for (int i = 0; i < 3; i++) {
            MemorySegment.copy(bytes(i + 1, 8), 0, three, 8L * i, 8);
        }
        server.send(three, Optional.empty());
        requireNext(1, false);
        requireNext(2, false);
        requireNext(3, false);
    }

    @Test
    void moreThanOneDescriptorWithAMessageIsRefusedAndAllAreClosed() {
        send(bytes(1, 8), 0, 4, Optional.of(event.descriptor()));
        send(bytes(1, 8), 4, 4, Optional.of(event.descriptor()));
        int next = nextNumber();
        assertThatThrownBy(reader::next)
                .asInstanceOf(type(AnnulusException.class))
                .extracting(AnnulusException::reason)
                .isEqualTo(Reason.BAD_MESSAGE);
        assertThat(nextNumber()).isEqualTo(next);
    }

    @Test
    void theEndIsSaidAndWhatCameOfAMessageIsClosed() {
        int next = nextNumber();
        send(bytes(1, 8), 0, 4, Optional.of(event.descriptor()));
        server.close();
        assertThat(reader.next()).isEmpty();
        assertThat(reader.ended()).isTrue();
        assertThat(nextNumber()).as("the server's own is free again, too").isLessThanOrEqualTo(next);
    }

    @Test
    void whatHasNoRoomWaitsAndGoesOnWhereItWasCut() {
        try (MessageWriter writer = new MessageWriter(server)) {
            int count = 0;
            do {
                writer.add(Message.of(count++, event.descriptor()));
            } while (writer.flush());
            for (int i = 0; i < 100; i++) {
                writer.add(Message.of(count++));
            }
            for (int i = 0; i < count; i++) {
                Optional<Message> message = reader.next();
                if (message.isEmpty()) {
                    writer.flush();
                    message = reader.next();
                }
                assertThat(message.orElseThrow().value()).isEqualTo(i);
                message.orElseThrow().descriptor().ifPresent(Descriptor::close);
            }
            assertThat(writer.waiting()).isZero();
        }
    }

    private void requireNext(long value, boolean withDescriptor) {
        Message message = reader.next().orElseThrow();
        assertThat(message.value()).isEqualTo(value);
        assertThat(message.descriptor().isPresent()).isEqualTo(withDescriptor);
        message.descriptor().ifPresent(Descriptor::close);
    }

    /** The number that the next descriptor gets: the lowest that is free. */
    private int nextNumber() {
        try (Descriptor next = event.descriptor().duplicate()) {
            return next.number();
        }
    }

    private void send(MemorySegment bytes, int from, int count, Optional<Descriptor> descriptor) {
        assertThat(server.send(bytes.asSlice(from, count), descriptor)).isEqualTo(count);
    }

    private MemorySegment bytes(long value, int size) {
        MemorySegment bytes = arena.allocate(size);
        ByteBuffer buffer = bytes.asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(0, value);
        return bytes;
    }
}
