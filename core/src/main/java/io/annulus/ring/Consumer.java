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
 * One thread's right to dequeue from a ring. Taken with {@link Ring#consumer}, used by one thread at a time, closed when no
 * longer needed; not safe for use by several threads at once, whatever the ring's mode: each takes its own.
 *
 * <p><em>Bulk</em> moves all elements or none, <em>burst</em> as many as there are. Nothing here allocates or waits for
 * elements. All arguments are checked before the ring is touched. What a producer wrote before it enqueued an element is
 * visible to whoever dequeued it.
 *
 * <p>A dequeue may wait for others on its side: on a MULTI side for those that began before it, without a deadline; on a
 * MULTI_HTS side for the one in progress, and on a MULTI_RTS side until the head-tail distance allows another, each before
 * anything is moved and with a deadline ({@link #setPatience}), after which it fails with {@link Reason#STALLED}.
 *
 * <p>Memory that elements are copied to must stay: a segment must not be closed, nor a mapped file be shortened, during the
 * call. If it happens, the call fails with what the JDK throws; on SINGLE and MULTI_HTS sides nothing was dequeued then, on the
 * others the elements of the call are lost.
 *
 * <p>Draining a ring of 8-byte elements:
 * {@snippet :
 * long[] values = new long[64];
 * int count;
 * while ((count = consumer.dequeueBurst(values, 0, values.length)) > 0) {
 *     handle(values, count);
 * }
 * }
 */
public final class Consumer implements AutoCloseable {
    private final SideSync side;
    private final Table table;
    private final Mover mover;
    private final Tenure tenure;
    private final Reservation reservation;

    Consumer(SideSync side, Table table, Mover mover, Supplier<Runnable> take) {
        this.side = side;
        this.table = table;
        this.mover = mover;
        this.tenure = new Tenure("consumer", side);
        this.reservation = new Reservation(tenure.hold(), side.side().memory().asReadOnly(), table);
        tenure.begin(take);
    }

    /**
     * Dequeues one 8-byte element.
     *
     * @param ifEmpty what to return if there is none; a value that producers do not send, or ask {@link #availableAfter}
     * @return the element, or {@code ifEmpty}
     * @throws AnnulusException {@link Reason#ELEMENT_SIZE} if the ring's elements are not of 8 bytes
     */
    public long dequeueOr(long ifEmpty) {
        require(Long.BYTES);
        return mover.get(side, table, ifEmpty);
    }

    /**
     * Dequeues one 4-byte element.
     *
     * @param ifEmpty what to return if there is none; a value that producers do not send, or ask {@link #availableAfter}
     * @return the element, or {@code ifEmpty}
     * @throws AnnulusException {@link Reason#ELEMENT_SIZE} if the ring's elements are not of 4 bytes
     */
    public int dequeueOr(int ifEmpty) {
        require(Integer.BYTES);
        return mover.get(side, table, ifEmpty);
    }

    /**
     * Dequeues one element of any size.
     *
     * @param memory where it goes; need not be aligned
     * @param offset bytes from its start
     * @return false if the ring is empty
     */
    public boolean dequeue(MemorySegment memory, long offset) {
        return dequeueBulk(memory, offset, 1) == 1;
    }

    /**
     * Dequeues all of that many 8-byte elements, or none.
     *
     * @param values where they go
     * @param from index of the first
     * @param count how many at most; 0 does nothing
     * @return {@code count}, or 0 if there were not so many
     */
    public int dequeueBulk(long[] values, int from, int count) {
        return dequeue(values, from, count, count);
    }

    /**
     * Dequeues as many 8-byte elements as there are.
     *
     * @param values where they go
     * @param from index of the first
     * @param count how many at most; 0 does nothing
     * @return how many came out, in the order they went in
     */
    public int dequeueBurst(long[] values, int from, int count) {
        return dequeue(values, from, count, 1);
    }

    private int dequeue(long[] values, int from, int count, int least) {
        require(Long.BYTES);
        Objects.checkFromIndexSize(from, count, values.length);
        return count == 0 ? 0 : mover.get(side, table, values, from, least, count);
    }

    /**
     * Dequeues all of that many 4-byte elements, or none.
     *
     * @param values where they go
     * @param from index of the first
     * @param count how many at most; 0 does nothing
     * @return {@code count}, or 0 if there were not so many
     */
    public int dequeueBulk(int[] values, int from, int count) {
        return dequeue(values, from, count, count);
    }

    /**
     * Dequeues as many 4-byte elements as there are.
     *
     * @param values where they go
     * @param from index of the first
     * @param count how many at most; 0 does nothing
     * @return how many came out, in the order they went in
     */
    public int dequeueBurst(int[] values, int from, int count) {
        return dequeue(values, from, count, 1);
    }

    private int dequeue(int[] values, int from, int count, int least) {
        require(Integer.BYTES);
        Objects.checkFromIndexSize(from, count, values.length);
        return count == 0 ? 0 : mover.get(side, table, values, from, least, count);
    }

    /**
     * Dequeues all of that many elements of any size, or none.
     *
     * @param memory where they go, one after the other; need not be aligned; see the class description
     * @param offset bytes to the first
     * @param count how many at most; 0 does nothing
     * @return {@code count}, or 0 if there were not so many
     */
    public int dequeueBulk(MemorySegment memory, long offset, int count) {
        return dequeue(memory, offset, count, count);
    }

    /**
     * Dequeues as many elements of any size as there are.
     *
     * @param memory where they go, one after the other; need not be aligned; see the class description
     * @param offset bytes to the first
     * @param count how many at most; 0 does nothing
     * @return how many came out, in the order they went in
     */
    public int dequeueBurst(MemorySegment memory, long offset, int count) {
        return dequeue(memory, offset, count, 1);
    }

    private int dequeue(MemorySegment memory, long offset, int count, int least) {
        requireReady();
        table.requireWritable(memory, offset, count);
        return count == 0 ? 0 : mover.get(side, table, memory, offset, least, count);
    }

    /**
     * Reserves elements to look at in place, and to take or not: all that many or none
     * ({@code rte_ring_dequeue_bulk_start} and its zero-copy form). Until the reservation ends, this role does nothing else.
     *
     * @param count how many; 0 reserves nothing
     * @return the reservation, of {@code count} elements or none; the same object each time
     * @throws AnnulusException {@link Reason#UNSUPPORTED_MODE} on a MULTI or MULTI_RTS side,
     *     {@link Reason#RESERVATION_OPEN} if the last one has not ended
     */
    public Reservation reserveBulk(int count) {
        tenure.reserve(count, count);
        return reservation;
    }

    /**
     * Reserves as many elements as there are, to look at in place and to take or not
     * ({@code rte_ring_dequeue_burst_start} and its zero-copy form). Until the reservation ends, this role does nothing else.
     *
     * @param count how many at most; 0 reserves nothing
     * @return the reservation, of up to {@code count} elements; the same object each time
     * @throws AnnulusException {@link Reason#UNSUPPORTED_MODE} on a MULTI or MULTI_RTS side,
     *     {@link Reason#RESERVATION_OPEN} if the last one has not ended
     */
    public Reservation reserveBurst(int count) {
        tenure.reserve(1, count);
        return reservation;
    }

    /**
     * Elements there are now: what DPDK's dequeue reports as {@code available}, read when asked for.
     *
     * @return elements; more may be there by the time the caller looks, and on a side with several roles fewer
     */
    public int availableAfter() {
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
