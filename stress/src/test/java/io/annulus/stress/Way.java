// SPDX-License-Identifier: Apache-2.0
package io.annulus.stress;

import io.annulus.ring.Consumer;
import io.annulus.ring.Producer;
import io.annulus.ring.Reservation;

/** How elements are moved, all of that many or none. */
enum Way {
    /** By a call that copies them. */
    CALL {
        @Override
        int dequeue(Consumer consumer, long[] values, int count) {
            return consumer.dequeueBulk(values, 0, count);
        }

        @Override
        int enqueue(Producer producer, long[] values, int count) {
            return producer.enqueueBulk(values, 0, count);
        }
    },
    /** Through a reservation, copied. */
    PEEK {
        @Override
        int dequeue(Consumer consumer, long[] values, int count) {
            try (Reservation next = consumer.reserveBulk(count)) {
                if (next.count() != 0) {
                    next.get(0, values, 0, next.count());
                    next.commit();
                }
                return next.count();
            }
        }

        @Override
        int enqueue(Producer producer, long[] values, int count) {
            try (Reservation room = producer.reserveBulk(count)) {
                if (room.count() != 0) {
                    room.put(0, values, 0, room.count());
                    room.commit();
                }
                return room.count();
            }
        }
    },
    /** Through a reservation, one by one in their place. */
    PEEK_IN_PLACE {
        @Override
        int dequeue(Consumer consumer, long[] values, int count) {
            try (Reservation next = consumer.reserveBulk(count)) {
                for (int i = 0; i < next.count(); i++) {
                    values[i] = next.getLong(i);
                }
                next.commit();
                return next.count();
            }
        }

        @Override
        int enqueue(Producer producer, long[] values, int count) {
            try (Reservation room = producer.reserveBulk(count)) {
                for (int i = 0; i < room.count(); i++) {
                    room.setLong(i, values[i]);
                }
                room.commit();
                return room.count();
            }
        }
    };

    abstract int dequeue(Consumer consumer, long[] values, int count);

    abstract int enqueue(Producer producer, long[] values, int count);
}
