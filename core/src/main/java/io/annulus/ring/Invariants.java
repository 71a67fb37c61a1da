// SPDX-License-Identifier: Apache-2.0
package io.annulus.ring;

import java.util.ArrayList;
import java.util.List;

/**
 * What holds at every moment of every ring, whoever works on it, C programs included; so what does not hold was written by
 * somebody who is no user of the ring.
 */
final class Invariants {
    private final int capacity;
    private final List<String> broken = new ArrayList<>();

    private Invariants(int capacity) {
        this.capacity = capacity;
    }

    /** Those that do not hold, as sentences; of several with one cause, the first. */
    static List<String> brokenIn(RingInfo info) {
        Invariants invariants = new Invariants(info.capacity());
        SideInfo producers = info.producers();
        SideInfo consumers = info.consumers();
        invariants.requireReserved("producer", producers);
        invariants.requireReserved("consumer", consumers);
        invariants.requireUsed(producers, consumers);
        return List.copyOf(invariants.broken);
    }

    private void requireReserved(String side, SideInfo info) {
        int reserved = info.reserved();
        if (isTooFar(reserved, capacity)) {
            add(side + " head", "at most " + capacity + " ahead of its tail " + text(info.tail()), info.head());
            return;
        }
        int operations = info.headCount() - info.tailCount();
        // Each operation in progress holds an element or more.
        if (info.mode() == SyncMode.MULTI_RTS
                && ((operations == 0) != (reserved == 0) || isTooFar(operations, reserved))) {
            String expected = reserved == 0
                    ? "no operation in progress with head and tail both " + text(info.tail())
                    : "1 to " + reserved + " operations in progress between tail " + text(info.tail()) + " and head "
                            + text(info.head());
            add(side + " counts", expected, operations);
        }
    }

    private void requireUsed(SideInfo producers, SideInfo consumers) {
        int from = consumers.tail();
        int used = producers.tail() - from;
        if (isTooFar(used, capacity)) {
            add("producer tail", "at most " + capacity + " ahead of the consumer tail " + text(from), producers.tail());
        } else if (!isTooFar(producers.reserved(), capacity) && producers.reserved() > capacity - used) {
            add("producer head", "at most " + capacity + " ahead of the consumer tail " + text(from), producers.head());
        } else if (!isTooFar(consumers.reserved(), capacity) && consumers.reserved() > used) {
            add("consumer head", "at most " + used + " ahead of its tail " + text(from), consumers.head());
        }
    }

    private void add(String what, String expected, int found) {
        broken.add(what + ": expected " + expected + ", found " + text(found));
    }

    private static boolean isTooFar(int distance, int most) {
        return Integer.compareUnsigned(distance, most) > 0;
    }

    private static String text(int index) {
        return Integer.toUnsignedString(index);
    }
}
