// SPDX-License-Identifier: Apache-2.0
package io.annulus.interop;

import io.annulus.interop.StormParty.Style;
import io.annulus.ring.Consumer;
import io.annulus.ring.Producer;
import io.annulus.ring.Reservation;

/** One thread's way of moving elements: as {@code ring_storm}'s threads of the same style do. */
final class StormTransfer {
    private final Style style;
    private int turn;

    StormTransfer(Style style) {
        this.style = style;
    }

    /** Returns how many went in, from the first on. */
    int enqueue(Producer producer, long[] values, int from, int count) {
        if (style == Style.COPY) {
            return producer.enqueueBurst(values, from, count);
        }
        Reservation room = producer.reserveBurst(count);
        int reserved = room.count();
        if (reserved == 0) {
            return 0;
        }
        if (style == Style.PEEK) {
            room.put(0, values, from, reserved);
        } else {
            for (int k = 0; k < reserved; k++) {
                room.setLong(k, values[from + k]);
            }
        }
        return finish(room);
    }

    /** Returns how many came out, into the first places. */
    int dequeue(Consumer consumer, long[] values, int count) {
        if (style == Style.COPY) {
            return consumer.dequeueBurst(values, 0, count);
        }
        Reservation next = consumer.reserveBurst(count);
        int reserved = next.count();
        if (reserved == 0) {
            return 0;
        }
        if (style == Style.PEEK) {
            next.get(0, values, 0, reserved);
        } else {
            for (int k = 0; k < reserved; k++) {
                values[k] = next.getLong(k);
            }
        }
        return finish(next);
    }

    /** All, some, none, some. */
    private int finish(Reservation reservation) {
        int reserved = reservation.count();
        int part = switch (turn++ & 3) {
            case 0 -> reserved;
            case 2 -> 0;
            default -> reserved / 2;
        };
        reservation.commit(part);
        return part;
    }
}
