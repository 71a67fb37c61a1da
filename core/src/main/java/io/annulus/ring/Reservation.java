// SPDX-License-Identifier: Apache-2.0
package io.annulus.ring;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import io.annulus.sync.Hold;
import java.lang.foreign.MemorySegment;
import java.util.Objects;

/**
 * Elements of a ring that a role works on in place: slots to fill, for a {@link Producer}, or elements to look at before
 * they are taken, or not, for a {@link Consumer}. DPDK's peek ({@code _start} and {@code _finish}) and zero-copy functions
 * in one. On SINGLE and MULTI_HTS sides only; on a MULTI_HTS side everyone else on that side waits until it ends.
 *
 * <p>{@link #commit()} enqueues or dequeues all of it, {@link #commit(int)} the first so many, {@link #cancel} or
 * {@link #close} none; what is not committed was never reserved. Until then the other side sees nothing of it. A reservation
 * belongs to the role it came from: it is used by the role's thread, ends at the latest when the role is closed, and is the
 * same object each time, so reserving allocates nothing. If nothing could be reserved, {@link #count} is 0 and it has ended.
 *
 * <p>What is written through it before a commit is visible to whoever dequeues the elements; a consumer's reads are over
 * before a slot is used again.
 *
 * {@snippet :
 * try (Reservation room = producer.reserveBurst(32)) {
 *     for (int i = 0; i < room.count(); i++) {
 *         room.setLong(i, nextOrder());
 *     }
 *     room.commit();
 * }
 * }
 *
 * A consumer takes a message only when it has dealt with it:
 * {@snippet :
 * try (Reservation next = consumer.reserveBurst(1)) {
 *     if (next.count() == 1 && handle(next.getLong(0))) {
 *         next.commit();
 *     }
 * }
 * }
 *
 * @see <a href="https://doc.dpdk.org/guides/prog_guide/ring_lib.html">DPDK programmer's guide, Ring Peek API and Zero Copy
 *     API</a>
 */
public final class Reservation implements AutoCloseable {
    private final Hold hold;
    private final MemorySegment ring;
    private final Table table;

    Reservation(Hold hold, MemorySegment ring, Table table) {
        this.hold = hold;
        this.ring = ring;
        this.table = table;
    }

    /**
     * How many elements were reserved.
     *
     * @return 0 to the number asked for; also after it has ended
     */
    public int count() {
        return hold.count();
    }

    /**
     * The memory of the first elements, up to the end of the ring's table; all of them, unless the reservation wraps round.
     * A consumer's is read-only. It must not be used after the reservation has ended: it is others' memory then.
     *
     * @return exactly {@code firstCount() * elementSize} bytes
     * @throws AnnulusException {@link Reason#NO_RESERVATION} after it has ended
     */
    public MemorySegment first() {
        int number = firstCount();
        return table.slice(ring, hold.position(0, number), number);
    }

    /**
     * The memory of the elements behind those of {@link #first}, from the start of the ring's table.
     *
     * @return exactly {@code (count() - firstCount()) * elementSize} bytes, mostly none
     * @throws AnnulusException {@link Reason#NO_RESERVATION} after it has ended
     */
    public MemorySegment second() {
        int before = firstCount();
        int number = hold.count() - before;
        return table.slice(ring, hold.position(before, number), number);
    }

    /**
     * How many elements lie in {@link #first}.
     *
     * @return 1 to {@link #count}
     * @throws AnnulusException {@link Reason#NO_RESERVATION} after it has ended
     */
    public int firstCount() {
        return table.untilEnd(hold.position(0, hold.count()), hold.count());
    }

    /**
     * An 8-byte element.
     *
     * @param index 0 to {@code count() - 1}
     * @return its value; on a producer's side, whatever was in the slot before
     * @throws AnnulusException {@link Reason#ELEMENT_SIZE}, or {@link Reason#NO_RESERVATION} after it has ended
     */
    public long getLong(int index) {
        int position = position(Long.BYTES, index, 1);
        return table.getLong(ring, position);
    }

    /**
     * A 4-byte element.
     *
     * @param index 0 to {@code count() - 1}
     * @return its value; on a producer's side, whatever was in the slot before
     * @throws AnnulusException {@link Reason#ELEMENT_SIZE}, or {@link Reason#NO_RESERVATION} after it has ended
     */
    public int getInt(int index) {
        int position = position(Integer.BYTES, index, 1);
        return table.getInt(ring, position);
    }

    /**
     * Fills a slot of 8 bytes.
     *
     * @param index 0 to {@code count() - 1}
     * @param value the element
     * @throws AnnulusException {@link Reason#ELEMENT_SIZE}, or {@link Reason#NO_RESERVATION} after it has ended
     * @throws UnsupportedOperationException on a consumer's reservation
     */
    public void setLong(int index, long value) {
        int position = position(Long.BYTES, index, 1);
        requireWritable();
        table.put(ring, position, value);
    }

    /**
     * Fills a slot of 4 bytes.
     *
     * @param index 0 to {@code count() - 1}
     * @param value the element
     * @throws AnnulusException {@link Reason#ELEMENT_SIZE}, or {@link Reason#NO_RESERVATION} after it has ended
     * @throws UnsupportedOperationException on a consumer's reservation
     */
    public void setInt(int index, int value) {
        int position = position(Integer.BYTES, index, 1);
        requireWritable();
        table.put(ring, position, value);
    }

    /**
     * Copies 8-byte elements out, as DPDK's {@code dequeue_start} does.
     *
     * @param index of the first, from 0
     * @param values where they go
     * @param from index of the first there
     * @param number how many
     */
    public void get(int index, long[] values, int from, int number) {
        int position = position(Long.BYTES, index, number);
        Objects.checkFromIndexSize(from, number, values.length);
        table.get(ring, position, values, from, number);
    }

    /**
     * Copies 4-byte elements out, as DPDK's {@code dequeue_start} does.
     *
     * @param index of the first, from 0
     * @param values where they go
     * @param from index of the first there
     * @param number how many
     */
    public void get(int index, int[] values, int from, int number) {
        int position = position(Integer.BYTES, index, number);
        Objects.checkFromIndexSize(from, number, values.length);
        table.get(ring, position, values, from, number);
    }

    /**
     * Copies elements of any size out, as DPDK's {@code dequeue_start} does.
     *
     * @param index of the first, from 0
     * @param memory where they go; need not be aligned
     * @param offset bytes to the first there
     * @param number how many
     */
    public void get(int index, MemorySegment memory, long offset, int number) {
        int position = hold.position(index, number);
        table.requireWritable(memory, offset, number);
        table.get(ring, position, memory, offset, number);
    }

    /**
     * Fills slots of 8 bytes, as DPDK's {@code enqueue_finish} does.
     *
     * @param index of the first, from 0
     * @param values the elements
     * @param from index of the first there
     * @param number how many
     * @throws UnsupportedOperationException on a consumer's reservation
     */
    public void put(int index, long[] values, int from, int number) {
        int position = position(Long.BYTES, index, number);
        Objects.checkFromIndexSize(from, number, values.length);
        requireWritable();
        table.put(ring, position, values, from, number);
    }

    /**
     * Fills slots of 4 bytes, as DPDK's {@code enqueue_finish} does.
     *
     * @param index of the first, from 0
     * @param values the elements
     * @param from index of the first there
     * @param number how many
     * @throws UnsupportedOperationException on a consumer's reservation
     */
    public void put(int index, int[] values, int from, int number) {
        int position = position(Integer.BYTES, index, number);
        Objects.checkFromIndexSize(from, number, values.length);
        requireWritable();
        table.put(ring, position, values, from, number);
    }

    /**
     * Fills slots of any size, as DPDK's {@code enqueue_finish} does.
     *
     * @param index of the first, from 0
     * @param memory the elements; need not be aligned
     * @param offset bytes to the first there
     * @param number how many
     * @throws UnsupportedOperationException on a consumer's reservation
     */
    public void put(int index, MemorySegment memory, long offset, int number) {
        int position = hold.position(index, number);
        table.requireReadable(memory, offset, number);
        requireWritable();
        table.put(ring, position, memory, offset, number);
    }

    /**
     * Enqueues or dequeues all of it. Nothing happens if nothing was reserved.
     *
     * @throws AnnulusException {@link Reason#NO_RESERVATION} after it has ended
     */
    public void commit() {
        commit(hold.count());
    }

    /**
     * Enqueues or dequeues the first so many, and lets go of the rest.
     *
     * @param number 0 to {@link #count}; 0 is {@link #cancel}
     * @throws AnnulusException {@link Reason#NO_RESERVATION} after it has ended
     */
    public void commit(int number) {
        if (hold.requireEnd(number)) {
            hold.end(number);
        }
    }

    /**
     * Lets go of all of it: nothing was enqueued or dequeued.
     *
     * @throws AnnulusException {@link Reason#NO_RESERVATION} after it has ended
     */
    public void cancel() {
        commit(0);
    }

    /** Cancels it, unless it has ended. */
    @Override
    public void close() {
        if (hold.isHeld()) {
            hold.end(0);
        }
    }

    private void requireWritable() {
        if (ring.isReadOnly()) {
            throw new UnsupportedOperationException("a consumer's reservation is for reading only");
        }
    }

    private int position(int elementSize, int index, int number) {
        int position = hold.position(index, number);
        table.requireElementSize(elementSize);
        return position;
    }
}
