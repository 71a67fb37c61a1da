// SPDX-License-Identifier: Apache-2.0
package io.annulus.lincheck;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.jetbrains.kotlinx.lincheck.Actor;

/**
 * One operation of a finished run, as far as a queue is concerned.
 *
 * @param manner what it was asked to do
 * @param reserved the elements it filled, or found
 * @param before the operations that had ended when it began, a bit for each
 * @param freedom what it is allowed
 */
record Call(Manner manner, List<Long> reserved, int before, Freedom freedom) {

    /** How much less an operation may move than a queue would let it. */
    enum Freedom {
        /** Nothing less. */
        NONE,
        /** Fewer, but some, where it would take fewer. */
        FEWER,
        /** Fewer, or nothing. */
        FEWER_OR_NOTHING
    }

    static Call of(Actor actor, Object result, int before, boolean alone) {
        Manner manner = Manner.of(actor.getMethod().getName());
        List<Long> reserved =
                manner.enqueues() ? sent((long) actor.getArguments().getLast(), (int) result) : received(result);
        return new Call(manner, reserved, before, alone ? Freedom.NONE : Freedom.FEWER_OR_NOTHING);
    }

    private static List<Long> sent(long value, int count) {
        return LongStream.range(value, value + count).boxed().toList();
    }

    private static List<Long> received(Object result) {
        return ((List<?>) result).stream().map(Long.class::cast).toList();
    }

    boolean enqueues() {
        return manner.enqueues();
    }

    boolean movesSomething() {
        return manner.moved(reserved.size()) > 0;
    }

    /** The same, allowed no more than if it had run alone. */
    Call exact() {
        return allowed(Freedom.NONE);
    }

    /** The same, allowed this much. */
    Call allowed(Freedom other) {
        return new Call(manner, reserved, before, other);
    }

    /** It reserved more than it moved. */
    boolean letsGo() {
        return manner.moved(reserved.size()) < reserved.size();
    }

    /** Neither had ended when the other began. */
    static boolean overlap(List<Call> calls, int i, int j) {
        return (calls.get(i).before() >>> j & 1) == 0 && (calls.get(j).before() >>> i & 1) == 0;
    }

    /** The same, with others that need not have been before it. */
    Call without(int others) {
        return new Call(manner, reserved, before & ~others, freedom);
    }

    /** The queue afterwards, or null if this is nothing that a ring may do. */
    List<Long> follow(List<Long> queue, int capacity) {
        int exact = manner.reserved(enqueues() ? capacity - queue.size() : queue.size());
        int count = reserved.size();
        if (count != exact && !(count < exact && isFree(count))) {
            return null;
        }
        int moved = manner.moved(count);
        if (enqueues()) {
            List<Long> longer = new ArrayList<>(queue);
            longer.addAll(reserved.subList(0, moved));
            return longer;
        }
        return queue.subList(0, count).equals(reserved) ? List.copyOf(queue.subList(moved, queue.size())) : null;
    }

    private boolean isFree(int count) {
        return switch (freedom) {
            case NONE -> false;
            case FEWER -> count > 0 && count >= manner.least();
            case FEWER_OR_NOTHING -> count == 0 || count >= manner.least();
        };
    }
}
