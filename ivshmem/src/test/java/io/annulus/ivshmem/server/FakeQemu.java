// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.ivshmem.wire.Message;
import io.annulus.ivshmem.wire.MessageReader;
import io.annulus.posix.Descriptor;
import io.annulus.posix.FileStatus;
import io.annulus.posix.event.Epoll;
import io.annulus.posix.event.Interest;
import io.annulus.posix.socket.Connection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/**
 * A client as strict as QEMU is, and stricter: whatever would make QEMU end, hang or corrupt its memory fails the test. Keeps
 * no descriptor, but the memory's, so that a thousand of them fit into one process.
 */
final class FakeQemu implements AutoCloseable {
    static final Duration GENEROUS = Duration.ofSeconds(60);

    private final int vectors;
    private final Connection connection;
    private final MessageReader reader;
    private final Epoll epoll;
    private final Map<Integer, Integer> doorbells = new TreeMap<>();
    private final List<Integer> joined = new ArrayList<>();
    private final List<Integer> left = new ArrayList<>();
    private int heard;
    private long version = -1;
    private int id = -1;
    private Optional<Descriptor> memory = Optional.empty();
    private boolean closed;

    FakeQemu(Path socket, int vectors) {
        this.vectors = vectors;
        this.connection = Connection.to(socket);
        this.reader = new MessageReader(connection);
        this.epoll = Epoll.create();
        epoll.add(connection.descriptor(), Interest.READ, 0);
    }

    /** One that has been told all it waits for before it begins. */
    static FakeQemu started(Path socket, int vectors) {
        FakeQemu client = new FakeQemu(socket, vectors);
        client.await(client::isSetUp);
        return client;
    }

    boolean isSetUp() {
        return memory.isPresent() && ownDoorbells() == vectors;
    }

    int ownDoorbells() {
        return doorbells.getOrDefault(id, 0);
    }

    int id() {
        return id;
    }

    long version() {
        return version;
    }

    Descriptor memory() {
        return memory.orElseThrow();
    }

    Connection connection() {
        return connection;
    }

    /** Others of whom it has every doorbell. */
    List<Integer> others() {
        return doorbells.keySet().stream()
                .filter(other -> other != id)
                .filter(other -> doorbells.get(other) == vectors)
                .toList();
    }

    /** Everybody whose coming it was told of, in order; those who were there before, too. */
    List<Integer> joined() {
        return joined;
    }

    List<Integer> left() {
        return left;
    }

    /** How many messages it has read. */
    int messages() {
        return heard;
    }

    boolean hasEnded() {
        return reader.ended();
    }

    /** Reads what is there now. */
    FakeQemu read() {
        Optional<Message> message = next();
        while (message.isPresent()) {
            take(message.get());
            message = next();
        }
        return this;
    }

    private Optional<Message> next() {
        return reader.ended() ? Optional.empty() : reader.next();
    }

    /** Reads until something holds. */
    FakeQemu await(BooleanSupplier condition) {
        long start = System.nanoTime();
        for (read(); !condition.getAsBoolean(); read()) {
            assertThat(reader.ended()).as("the server hung up on %s", this).isFalse();
            assertThat(System.nanoTime() - start).as("in vain: %s", this).isLessThan(GENEROUS.toNanos());
            epoll.await(Duration.ofMillis(100));
        }
        return this;
    }

    /** Reads until the server hangs up. */
    FakeQemu awaitEnd() {
        long start = System.nanoTime();
        for (read(); !reader.ended(); read()) {
            assertThat(System.nanoTime() - start).as("not hung up: %s", this).isLessThan(GENEROUS.toNanos());
            epoll.await(Duration.ofMillis(100));
        }
        return this;
    }

    private void take(Message message) {
        switch (heard++) {
            case 0 -> {
                version = message.value();
                assertThat(message.descriptor()).isEmpty();
            }
            case 1 -> {
                assertThat(version).as("nothing follows a refusal").isZero();
                assertThat(message.value()).isBetween(0L, (long) Message.HIGHEST_ID);
                assertThat(message.descriptor()).isEmpty();
                id = Math.toIntExact(message.value());
            }
            case 2 -> {
                assertThat(message.value()).isEqualTo(Message.SHARED_MEMORY);
                memory = message.descriptor();
                long bytes = FileStatus.of(memory.orElseThrow()).bytes();
                assertThat(bytes).isGreaterThanOrEqualTo(4096);
                assertThat(Long.bitCount(bytes)).as("QEMU aborts otherwise").isOne();
            }
            default -> hear(message);
        }
    }

    private void hear(Message message) {
        assertThat(message.value()).isBetween(0L, (long) Message.HIGHEST_ID);
        int peer = Math.toIntExact(message.value());
        if (message.descriptor().isPresent()) {
            message.descriptor().get().close();
            if (doorbells.merge(peer, 1, Integer::sum) == 1 && peer != id) {
                assertThat(joined)
                        .as("QEMU corrupts its memory when a peer comes twice")
                        .doesNotContain(peer);
                joined.add(peer);
            }
            assertThat(doorbells.get(peer)).isLessThanOrEqualTo(vectors);
        } else {
            assertThat(peer).isNotEqualTo(id);
            assertThat(doorbells.remove(peer)).as("one leave for each join").isNotNull();
            left.add(peer);
        }
    }

    /** Ends early; what is left to do when it is closed, {@link #close} knows. */
    void hangUp() {
        close();
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            memory.ifPresent(Descriptor::close);
            epoll.close();
            reader.close();
            connection.close();
        }
    }

    @Override
    public String toString() {
        return "client " + id + " with " + doorbells + ", told of leaves " + left;
    }
}
