// SPDX-License-Identifier: Apache-2.0
package io.annulus.interop.bell;

import io.annulus.ivshmem.doorbell.Doorbells;
import io.annulus.ivshmem.doorbell.RingBells;
import io.annulus.region.Region;
import io.annulus.ring.Consumer;
import io.annulus.ring.Producer;

/**
 * A host application that may die at any moment and starts again, and a guest that hears it all the while. The application's numbers
 * are its session's and a count from 0; the guest checks that of each session it gets the first ones, in order, and none of a session
 * that has not begun.
 *
 * @param own whose doorbells
 * @param region both have
 * @param name of the ring, with the application at its producers' side
 */
record Sessions(Doorbells own, Region region, String name) {
    private static final int BURST = 8;
    private static final int SESSION_SHIFT = 40;

    /** Begins a session, says which, and sends until it is killed. */
    void send() {
        RingBells bells = RingBells.attach(region, name);
        BellRest rest = new BellRest(bells, new StrictBells(own), 0);
        try (Producer producer = bells.ring().producer()) {
            long session = region.beginSession();
            System.out.println("session " + session);
            long[] values = new long[BURST];
            for (long next = session << SESSION_SHIFT; ; ) {
                for (int k = 0; k < BURST; k++) {
                    values[k] = next + k;
                }
                int moved = producer.enqueueBurst(values, 0, BURST);
                next += moved;
                rest.enqueued(moved);
            }
        }
    }

    /** Hears so many sessions, and so many numbers of each at least; says it when it has those of one. */
    void hear(int sessions, int enough) {
        Ear ear = new Ear();
        for (int heard = 0; heard < sessions; ) {
            // Everything is opened anew in each session.
            long session = region.session();
            RingBells bells = RingBells.attach(region, name);
            BellRest rest = new BellRest(bells, new StrictBells(own), 0);
            try (Consumer consumer = bells.ring().consumer()) {
                long[] values = new long[BURST];
                while (heard < sessions && region.session() == session) {
                    int moved = consumer.dequeueBurst(values, 0, BURST);
                    for (int k = 0; k < moved; k++) {
                        if (ear.hear(values[k]) == enough) {
                            heard++;
                            System.out.println("heard " + enough + " of session " + (values[k] >>> SESSION_SHIFT));
                        }
                    }
                    rest.dequeued(moved);
                }
            }
        }
    }

    /** What was heard last, and what therefore may come. */
    private final class Ear {
        private long session;
        private long count;

        /** Returns how many of this session were heard, this one included. */
        long hear(long value) {
            long from = value >>> SESSION_SHIFT;
            long begun = region.session();
            if (from > session && from <= begun) {
                session = from;
                count = 0;
            }
            if (value != (session << SESSION_SHIFT) + count) {
                throw new IllegalStateException("expected number " + count + " of session " + session
                        + " or the first of a later one up to " + begun + ", found 0x" + Long.toHexString(value));
            }
            return ++count;
        }
    }
}
