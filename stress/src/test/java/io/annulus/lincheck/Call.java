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
 * @param alone whether it overlapped no other operation
 */
record Call(Manner manner, List<Long> reserved, int before, boolean alone) {

    static Call of(Actor actor, Object result, int before, boolean alone) {
        Manner manner = Manner.of(actor.getMethod().getName());
        List<Long> reserved =
                manner.enqueues() ? sent((long) actor.getArguments().getLast(), (int) result) : received(result);
        return new Call(manner, reserved, before, alone);
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
        return new Call(manner, reserved, before, true);
    }

    /** The same, with others that need not have been before it. */
    Call without(int others) {
        return new Call(manner, reserved, before & ~others, alone);
    }

    /** The queue afterwards, or null if this is nothing that a ring may do. */
    List<Long> follow(List<Long> queue, int capacity) {
        int exact = manner.reserved(enqueues() ? capacity - queue.size() : queue.size());
        int count = reserved.size();
        boolean refusedForOthers = !alone && count < exact && (count == 0 || count >= manner.least());
        if (count != exact && !refusedForOthers) {
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
}
