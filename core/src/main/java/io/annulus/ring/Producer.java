// SPDX-License-Identifier: Apache-2.0
package io.annulus.ring;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import java.lang.foreign.MemorySegment;
import java.util.Objects;

/**
 * One thread's right to enqueue on a ring. Taken with {@link Ring#producer}, used by one thread at a time, closed when no
 * longer needed; not safe for use by several threads at once, whatever the ring's mode: each takes its own.
 *
 * <p><em>Bulk</em> moves all elements or none, <em>burst</em> as many as fit. Nothing here allocates, waits for room, or
 * pauses; with a MULTI side an enqueue may wait for others that began before it. All arguments are checked before the ring
 * is touched. Elements are visible to consumers, with everything written before the call, when the call returns.
 *
 * <p>{@code producer.enqueueBurst(values, 0, values.length)} on a {@code long[]}:
 * {@snippet :
 * int sent = 0;
 * while (sent < values.length) {
 *     sent += producer.enqueueBurst(values, sent, values.length - sent);
 * }
 * }
 */
public final class Producer implements AutoCloseable {
    private final SideSync side;
    private final Table table;
    private final Runnable release;
    private boolean open = true;

    Producer(SideSync side, Table table, Runnable release) {
        this.side = side;
        this.table = table;
        this.release = release;
    }

    /**
     * Enqueues one 8-byte element.
     *
     * @param value the element
     * @return false if the ring is full
     * @throws AnnulusException {@link Reason#ELEMENT_SIZE} if the ring's elements are not of 8 bytes
     */
    public boolean enqueue(long value) {
        require(Long.BYTES);
        if (Roles.reserve(side, 1, 1) == 0) {
            return false;
        }
        table.put(side.position, value);
        Roles.publish(side, 1);
        return true;
    }

    /**
     * Enqueues one 4-byte element.
     *
     * @param value the element
     * @return false if the ring is full
     * @throws AnnulusException {@link Reason#ELEMENT_SIZE} if the ring's elements are not of 4 bytes
     */
    public boolean enqueue(int value) {
        require(Integer.BYTES);
        if (Roles.reserve(side, 1, 1) == 0) {
            return false;
        }
        table.put(side.position, value);
        Roles.publish(side, 1);
        return true;
    }

    /**
     * Enqueues one element of any size.
     *
     * @param memory where it is; need not be aligned
     * @param offset bytes from its start
     * @return false if the ring is full
     */
    public boolean enqueue(MemorySegment memory, long offset) {
        return enqueueBulk(memory, offset, 1) == 1;
    }

    /**
     * Enqueues all of some 8-byte elements, or none.
     *
     * @param values the elements
     * @param from index of the first
     * @param count how many; 0 does nothing
     * @return {@code count}, or 0 if there was not room for all
     */
    public int enqueueBulk(long[] values, int from, int count) {
        return enqueue(values, from, count, count);
    }

    /**
     * Enqueues as many of some 8-byte elements as fit.
     *
     * @param values the elements
     * @param from index of the first
     * @param count how many; 0 does nothing
     * @return how many went in, from the first on
     */
    public int enqueueBurst(long[] values, int from, int count) {
        return enqueue(values, from, count, 1);
    }

    private int enqueue(long[] values, int from, int count, int least) {
        require(Long.BYTES);
        Objects.checkFromIndexSize(from, count, values.length);
        int moved = count == 0 ? 0 : Roles.reserve(side, least, count);
        if (moved != 0) {
            table.put(side.position, values, from, moved);
            Roles.publish(side, moved);
        }
        return moved;
    }

    /**
     * Enqueues all of some 4-byte elements, or none.
     *
     * @param values the elements
     * @param from index of the first
     * @param count how many; 0 does nothing
     * @return {@code count}, or 0 if there was not room for all
     */
    public int enqueueBulk(int[] values, int from, int count) {
        return enqueue(values, from, count, count);
    }

    /**
     * Enqueues as many of some 4-byte elements as fit.
     *
     * @param values the elements
     * @param from index of the first
     * @param count how many; 0 does nothing
     * @return how many went in, from the first on
     */
    public int enqueueBurst(int[] values, int from, int count) {
        return enqueue(values, from, count, 1);
    }

    private int enqueue(int[] values, int from, int count, int least) {
        require(Integer.BYTES);
        Objects.checkFromIndexSize(from, count, values.length);
        int moved = count == 0 ? 0 : Roles.reserve(side, least, count);
        if (moved != 0) {
            table.put(side.position, values, from, moved);
            Roles.publish(side, moved);
        }
        return moved;
    }

    /**
     * Enqueues all of some elements of any size, or none.
     *
     * @param memory the elements, one after the other; need not be aligned; must not be closed during the call
     * @param offset bytes to the first
     * @param count how many; 0 does nothing
     * @return {@code count}, or 0 if there was not room for all
     */
    public int enqueueBulk(MemorySegment memory, long offset, int count) {
        return enqueue(memory, offset, count, count);
    }

    /**
     * Enqueues as many of some elements of any size as fit.
     *
     * @param memory the elements, one after the other; need not be aligned; must not be closed during the call
     * @param offset bytes to the first
     * @param count how many; 0 does nothing
     * @return how many went in, from the first on
     */
    public int enqueueBurst(MemorySegment memory, long offset, int count) {
        return enqueue(memory, offset, count, 1);
    }

    private int enqueue(MemorySegment memory, long offset, int count, int least) {
        requireOpen();
        table.requireReadable(memory, offset, count);
        int moved = count == 0 ? 0 : Roles.reserve(side, least, count);
        if (moved != 0) {
            table.put(side.position, memory, offset, moved);
            Roles.publish(side, moved);
        }
        return moved;
    }

    /**
     * Room there is now: what DPDK's enqueue reports as {@code free_space}, read when asked for.
     *
     * @return elements; more may fit by the time the caller looks, and on a MULTI side fewer
     */
    public int freeAfter() {
        requireOpen();
        return side.room();
    }

    /**
     * How many of this role's operations had to sleep until others on the same side had finished: a sign of more threads
     * than processors, or of long pauses. Always 0 on a SINGLE side. To be asked by the thread that uses the role.
     *
     * @return 0 or more
     */
    public int stallCount() {
        return side.stalled;
    }

    private void require(int elementSize) {
        requireOpen();
        table.requireElementSize(elementSize);
    }

    private void requireOpen() {
        if (!open) {
            throw Ring.closed("producer");
        }
    }

    /** Gives the role back: a SINGLE side can be taken again. To be called by the thread that used it, or after it. */
    @Override
    public void close() {
        if (open) {
            open = false;
            release.run();
        }
    }
}
