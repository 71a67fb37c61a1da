// SPDX-License-Identifier: Apache-2.0
package io.annulus.ring;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import io.annulus.sync.Dispatch;
import io.annulus.sync.SideSync;
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
    private final SideSync side;
    private final Table table;
    private int position;
    private int count;
    private boolean held;

    Reservation(SideSync side, Table table) {
        this.side = side;
        this.table = table;
    }

    void begin(int reserved) {
        position = side.position();
        count = reserved;
        held = reserved != 0;
        if (held) {
            side.setReady(false);
            Dispatch.hold(side, reserved);
        }
    }

    /**
     * How many elements were reserved.
     *
     * @return 0 to the number asked for; also after it has ended
     */
    public int count() {
        return count;
    }

    /**
     * The memory of the first elements, up to the end of the ring's table; all of them, unless the reservation wraps round.
     * A consumer's is read-only. It must not be used after the reservation has ended: it is others' memory then.
     *
     * @return exactly {@code firstCount() * elementSize} bytes
     * @throws AnnulusException {@link Reason#NO_RESERVATION} after it has ended
     */
    public MemorySegment first() {
        requireHeld();
        return table.slice(position, firstCount());
    }

    /**
     * The memory of the elements behind those of {@link #first}, from the start of the ring's table.
     *
     * @return exactly {@code (count() - firstCount()) * elementSize} bytes, mostly none
     * @throws AnnulusException {@link Reason#NO_RESERVATION} after it has ended
     */
    public MemorySegment second() {
        requireHeld();
        int before = firstCount();
        return table.slice(position + before, count - before);
    }

    /**
     * How many elements lie in {@link #first}.
     *
     * @return 1 to {@link #count}
     * @throws AnnulusException {@link Reason#NO_RESERVATION} after it has ended
     */
    public int firstCount() {
        requireHeld();
        return table.untilEnd(position, count);
    }

    /**
     * An 8-byte element.
     *
     * @param index 0 to {@code count() - 1}
     * @return its value; on a producer's side, whatever was in the slot before
     * @throws AnnulusException {@link Reason#ELEMENT_SIZE}, or {@link Reason#NO_RESERVATION} after it has ended
     */
    public long getLong(int index) {
        require(Long.BYTES, index, 1);
        return table.getLong(position + index);
    }

    /**
     * A 4-byte element.
     *
     * @param index 0 to {@code count() - 1}
     * @return its value; on a producer's side, whatever was in the slot before
     * @throws AnnulusException {@link Reason#ELEMENT_SIZE}, or {@link Reason#NO_RESERVATION} after it has ended
     */
    public int getInt(int index) {
        require(Integer.BYTES, index, 1);
        return table.getInt(position + index);
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
        require(Long.BYTES, index, 1);
        table.requireWritable();
        table.put(position + index, value);
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
        require(Integer.BYTES, index, 1);
        table.requireWritable();
        table.put(position + index, value);
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
        require(Long.BYTES, index, number);
        Objects.checkFromIndexSize(from, number, values.length);
        table.get(position + index, values, from, number);
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
        require(Integer.BYTES, index, number);
        Objects.checkFromIndexSize(from, number, values.length);
        table.get(position + index, values, from, number);
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
        require(index, number);
        table.requireWritable(memory, offset, number);
        table.get(position + index, memory, offset, number);
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
        require(Long.BYTES, index, number);
        Objects.checkFromIndexSize(from, number, values.length);
        table.requireWritable();
        table.put(position + index, values, from, number);
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
        require(Integer.BYTES, index, number);
        Objects.checkFromIndexSize(from, number, values.length);
        table.requireWritable();
        table.put(position + index, values, from, number);
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
        require(index, number);
        table.requireReadable(memory, offset, number);
        table.requireWritable();
        table.put(position + index, memory, offset, number);
    }

    /**
     * Enqueues or dequeues all of it. Nothing happens if nothing was reserved.
     *
     * @throws AnnulusException {@link Reason#NO_RESERVATION} after it has ended
     */
    public void commit() {
        commit(count);
    }

    /**
     * Enqueues or dequeues the first so many, and lets go of the rest.
     *
     * @param number 0 to {@link #count}; 0 is {@link #cancel}
     * @throws AnnulusException {@link Reason#NO_RESERVATION} after it has ended
     */
    public void commit(int number) {
        if (number < 0 || number > count) {
            throw new IllegalArgumentException(
                    "number of elements to commit: expected 0 to " + count + ", found " + number);
        }
        if (count != 0) {
            requireHeld();
            end(number);
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
        if (held) {
            end(0);
        }
    }

    private void end(int number) {
        held = false;
        Dispatch.publish(side, number);
        side.setReady(true);
    }

    private void require(int elementSize, int index, int number) {
        require(index, number);
        table.requireElementSize(elementSize);
    }

    private void require(int index, int number) {
        requireHeld();
        Objects.checkFromIndexSize(index, number, count);
    }

    private void requireHeld() {
        if (!held) {
            throw new AnnulusException(
                    Reason.NO_RESERVATION,
                    count == 0 ? "nothing was reserved" : "this reservation has ended",
                    "Look at count(), and reserve anew after each commit or cancel");
        }
    }
}
