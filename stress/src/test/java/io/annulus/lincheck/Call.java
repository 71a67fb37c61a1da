// SPDX-License-Identifier: Apache-2.0
package io.annulus.lincheck;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.jetbrains.kotlinx.lincheck.Actor;

/**
 * One operation of a finished run, as far as a queue is concerned.
 *
 * @param enqueues or dequeues
 * @param least fewest elements it may move, if any
 * @param most elements it was asked to move
 * @param moved those it did move
 * @param before the operations that had ended when it began, a bit for each
 * @param alone whether it overlapped no other operation
 */
record Call(boolean enqueues, int least, int most, List<Long> moved, int before, boolean alone) {

    static Call of(Actor actor, Object result, int before, boolean alone) {
        String name = actor.getMethod().getName();
        int least = name.endsWith("Bulk") ? RingOperations.BULK : 1;
        int most = name.endsWith("queue") ? 1 : RingOperations.BULK;
        boolean enqueues = name.startsWith("enqueue");
        List<Long> moved = enqueues ? sent((long) actor.getArguments().getFirst(), result) : received(result);
        return new Call(enqueues, least, most, moved, before, alone);
    }

    private static List<Long> sent(long value, Object result) {
        int count = result instanceof Integer burst ? burst : (boolean) result ? 1 : 0;
        return LongStream.range(value, value + count).boxed().toList();
    }

    private static List<Long> received(Object result) {
        return ((List<?>) result).stream().map(Long.class::cast).toList();
    }

    /** The same, allowed no more than if it had run alone. */
    Call exact() {
        return new Call(enqueues, least, most, moved, before, true);
    }

    /** The queue afterwards, or null if this is nothing that a ring may do. */
    List<Long> follow(List<Long> queue, int capacity) {
        int room = enqueues ? capacity - queue.size() : queue.size();
        int exact = room >= most ? most : room >= least ? room : 0;
        int count = moved.size();
        boolean refusedForOthers = !alone && count < exact && (count == 0 || count >= least);
        if (count != exact && !refusedForOthers) {
            return null;
        }
        if (enqueues) {
            List<Long> longer = new ArrayList<>(queue);
            longer.addAll(moved);
            return longer;
        }
        return queue.subList(0, count).equals(moved) ? List.copyOf(queue.subList(count, queue.size())) : null;
    }
}
