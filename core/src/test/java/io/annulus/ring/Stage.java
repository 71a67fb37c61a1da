// SPDX-License-Identifier: Apache-2.0
package io.annulus.ring;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.region.Region;
import io.annulus.region.RegionSpec;

/** A ring, an own role on each side of it, and elements to send through: what a scenario is played on. */
final class Stage implements AutoCloseable {
    private final Region region = Region.anonymous(RegionSpec.ofSize(1 << 18, 4, 8));
    private final Move move;
    private final Ring ring;
    private final Producer producer;
    private final Consumer consumer;
    private final Cargo cargo;
    private int in;
    private int out;

    Stage(DpdkApi api, ElementKind kind, int entries) {
        this(api, api.move(), kind, entries);
    }

    Stage(DpdkApi api, Move move, ElementKind kind, int entries) {
        this.move = move;
        ring = api.ring(region, entries, kind.size());
        producer = ring.producer();
        consumer = ring.consumer();
        cargo = kind.cargo(2 * entries);
    }

    void enqueue(int count) {
        enqueue(count, count);
    }

    void dequeue(int count) {
        dequeue(count, count);
    }

    /** Asks for more than the rest; where that moves nothing, for exactly the rest. */
    void enqueueTheLast(int rest, int more) {
        enqueue(more, move.movesSome() ? rest : 0);
        enqueue(move.movesSome() ? 0 : rest);
    }

    /** The same, to the last element. */
    void dequeueTheLast(int rest, int more) {
        dequeue(more, move.movesSome() ? rest : 0);
        dequeue(move.movesSome() ? 0 : rest);
    }

    void requireThatNothingMoreFits(int count) {
        enqueue(count, 0);
    }

    void requireThatNothingMoreIsThere(int count) {
        dequeue(count, 0);
    }

    private void enqueue(int count, int expected) {
        assertThat(move.in(cargo, producer, in, count))
                .as("enqueued of %d", count)
                .isEqualTo(expected);
        in += expected;
    }

    private void dequeue(int count, int expected) {
        assertThat(move.out(cargo, consumer, out, count))
                .as("dequeued of %d", count)
                .isEqualTo(expected);
        out += expected;
    }

    void requireFull() {
        requireCount(ring.capacity());
        assertThat(ring.isFull()).isTrue();
        assertThat(ring.isEmpty()).isFalse();
    }

    void requireEmpty() {
        requireCount(0);
        assertThat(ring.isEmpty()).isTrue();
        assertThat(ring.isFull()).isFalse();
    }

    private void requireCount(int count) {
        assertThat(ring.count()).isEqualTo(count);
        assertThat(ring.freeCount()).isEqualTo(ring.capacity() - count);
        assertThat(producer.freeAfter()).isEqualTo(ring.capacity() - count);
        assertThat(consumer.availableAfter()).isEqualTo(count);
    }

    /** Everything enqueued has been dequeued, the same and in order; what is sent next is compared anew. */
    void requireArrived() {
        assertThat(out).as("dequeued").isEqualTo(in).isPositive();
        cargo.requireArrived(out);
        cargo.clear();
        in = 0;
        out = 0;
    }

    @Override
    public void close() {
        producer.close();
        consumer.close();
        region.close();
    }
}
