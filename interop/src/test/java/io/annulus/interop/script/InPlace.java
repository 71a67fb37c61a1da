// SPDX-License-Identifier: Apache-2.0
package io.annulus.interop.script;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import io.annulus.interop.Elements;
import io.annulus.ring.Reservation;
import java.lang.foreign.MemorySegment;

/**
 * The elements of a reservation where they lie, used as one uses DPDK's zero-copy functions: by number, if the form says
 * so and they are of 4 or 8 bytes, otherwise by the two pieces of memory.
 *
 * @param reservation not ended
 * @param elementSize bytes
 */
record InPlace(Reservation reservation, int elementSize) {

    /** Numbers the first so many. */
    void fill(Command command, int number) {
        if (number == 0) {
            return;
        }
        if (command.is(Command.ARRAYS) && elementSize == Long.BYTES) {
            for (int k = 0; k < number; k++) {
                reservation.setLong(k, command.first() + k);
            }
        } else if (command.is(Command.ARRAYS) && elementSize == Integer.BYTES) {
            for (int k = 0; k < number; k++) {
                reservation.setInt(k, (int) (command.first() + k));
            }
        } else {
            int inFront = Math.min(number, reservation.firstCount());
            Elements numbers = new Elements(elementSize);
            numbers.fill(reservation.first(), command.first(), inFront);
            numbers.fill(reservation.second(), command.first() + inFront, number - inFront);
        }
    }

    /** A copy of all of them. */
    MemorySegment copy(Command command) {
        int count = reservation.count();
        MemorySegment copy = MemorySegment.ofArray(new byte[count * elementSize]);
        if (count == 0) {
            return copy;
        }
        if (command.is(Command.ARRAYS) && elementSize == Long.BYTES) {
            for (int k = 0; k < count; k++) {
                copy.setAtIndex(JAVA_LONG_UNALIGNED, k, reservation.getLong(k));
            }
        } else if (command.is(Command.ARRAYS) && elementSize == Integer.BYTES) {
            for (int k = 0; k < count; k++) {
                copy.setAtIndex(JAVA_INT_UNALIGNED, k, reservation.getInt(k));
            }
        } else {
            MemorySegment first = reservation.first();
            MemorySegment second = reservation.second();
            MemorySegment.copy(first, 0, copy, 0, first.byteSize());
            MemorySegment.copy(second, 0, copy, first.byteSize(), second.byteSize());
        }
        return copy;
    }
}
