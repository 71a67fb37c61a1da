// SPDX-License-Identifier: Apache-2.0
package io.annulus.ring;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import io.annulus.sync.SideSync;
import io.annulus.sync.Tenure;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * One thread's right to enqueue on a ring. Taken with {@link Ring#producer}, used by one thread at a time, closed when no
 * longer needed; not safe for use by several threads at once, whatever the ring's mode: each takes its own.
 *
 * <p><em>Bulk</em> moves all elements or none, <em>burst</em> as many as fit. Nothing here allocates or waits for room. All
 * arguments are checked before the ring is touched. Elements are visible to consumers, with everything written before the
 * call, when the call returns; on a MULTI_RTS side as soon as no operation is in progress on it, others' included.
 *
 * <p>An enqueue may wait for others on its side: on a MULTI side for those that began before it, without a deadline; on a
 * MULTI_HTS side for the one in progress, and on a MULTI_RTS side until the head-tail distance allows another, each before
 * anything is moved and with a deadline ({@link #setPatience}), after which it fails with {@link Reason#STALLED}.
 *
 * <p>Memory that elements are copied from must stay: a segment must not be closed, nor a mapped file be shortened, during the
 * call. If it happens, the call fails with what the JDK throws; on SINGLE and MULTI_HTS sides nothing was enqueued then, on the
 * others the side stays in the middle of the operation, since nobody knows what the slots should hold.
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
    private final Mover mover;
    private final Tenure tenure;
    private final Reservation reservation;

    Producer(SideSync side, Table table, Mover mover, Supplier<Runnable> take) {
        this.side = side;
        this.table = table;
        this.mover = mover;
        this.tenure = new Tenure("producer", side);
        this.reservation = new Reservation(tenure.hold(), side.side().memory(), table);
        tenure.begin(take);
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
        return mover.put(side, table, value);
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
        return mover.put(side, table, value);
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
        return count == 0 ? 0 : mover.put(side, table, values, from, least, count);
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
        return count == 0 ? 0 : mover.put(side, table, values, from, least, count);
    }

    /**
     * Enqueues all of some elements of any size, or none.
     *
     * @param memory the elements, one after the other; need not be aligned; see the class description
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
     * @param memory the elements, one after the other; need not be aligned; see the class description
     * @param offset bytes to the first
     * @param count how many; 0 does nothing
     * @return how many went in, from the first on
     */
    public int enqueueBurst(MemorySegment memory, long offset, int count) {
        return enqueue(memory, offset, count, 1);
    }

    private int enqueue(MemorySegment memory, long offset, int count, int least) {
        requireReady();
        table.requireReadable(memory, offset, count);
        return count == 0 ? 0 : mover.put(side, table, memory, offset, least, count);
    }

    /**
     * Reserves slots to fill in place: all that many or none ({@code rte_ring_enqueue_bulk_start} and its zero-copy form).
     * Until the reservation ends, this role does nothing else.
     *
     * @param count how many; 0 reserves nothing
     * @return the reservation, of {@code count} slots or none; the same object each time
     * @throws AnnulusException {@link Reason#UNSUPPORTED_MODE} on a MULTI or MULTI_RTS side,
     *     {@link Reason#RESERVATION_OPEN} if the last one has not ended
     */
    public Reservation reserveBulk(int count) {
        tenure.reserve(count, count);
        return reservation;
    }

    /**
     * Reserves as many slots to fill in place as there are ({@code rte_ring_enqueue_burst_start} and its zero-copy form).
     * Until the reservation ends, this role does nothing else.
     *
     * @param count how many at most; 0 reserves nothing
     * @return the reservation, of up to {@code count} slots; the same object each time
     * @throws AnnulusException {@link Reason#UNSUPPORTED_MODE} on a MULTI or MULTI_RTS side,
     *     {@link Reason#RESERVATION_OPEN} if the last one has not ended
     */
    public Reservation reserveBurst(int count) {
        tenure.reserve(1, count);
        return reservation;
    }

    /**
     * Room there is now: what DPDK's enqueue reports as {@code free_space}, read when asked for.
     *
     * @return elements; more may fit by the time the caller looks, and on a side with several roles fewer
     */
    public int freeAfter() {
        tenure.requireOpen();
        return side.side().room();
    }

    /**
     * How long an operation of this role may wait, before it has moved anything, for another one in progress on a MULTI_HTS
     * or MULTI_RTS side. After that it fails with {@link Reason#STALLED}, and may be tried again.
     *
     * @param patience 0 or more, to within the length of a short sleep; 10 seconds if never set
     */
    public void setPatience(Duration patience) {
        side.setPatience(patience);
    }

    /**
     * How many of this role's operations had to sleep until others on the same side had finished: a sign of more threads
     * than processors, or of long pauses. Always 0 on a SINGLE side. To be asked by the thread that uses the role.
     *
     * @return 0 or more
     */
    public int stallCount() {
        return side.stalled();
    }

    private void require(int elementSize) {
        if (!side.isReadyFor(elementSize)) {
            requireReady();
            table.requireElementSize(elementSize);
        }
    }

    private void requireReady() {
        if (!side.isReady()) {
            throw tenure.refusal();
        }
    }

    /**
     * Gives the role back: a SINGLE side can be taken again. A reservation that has not ended is cancelled. To be called by
     * the thread that used the role, or after it.
     */
    @Override
    public void close() {
        tenure.close();
    }
}
