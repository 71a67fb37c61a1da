// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.doorbell;

import io.annulus.memory.Words;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The words of a semaphore in which those who wait say how to be rung.
 *
 * @param memory the semaphore's zone
 */
record Seats(MemorySegment memory) {

    /** A seat for a doorbell; not taken yet. */
    Seat seat(DoorbellAddress address) {
        return new Seat(memory, address.word());
    }

    /** Empties all seats, and rings those who were in them. Returns how many they were. */
    int ring(Doorbells own) {
        Words.fullFence();
        int rung = 0;
        for (int i = 0; i < SemaphoreLayout.SEATS; i++) {
            long offset = SemaphoreLayout.seatOffset(i);
            long word = Words.loadOpaqueLong(memory, offset);
            // Whoever empties a seat rings. If it was another, or its owner has gone, there is nothing to do here.
            if (word == DoorbellAddress.NOBODY
                    || !Words.compareAndSetLong(memory, offset, word, DoorbellAddress.NOBODY)) {
                continue;
            }
            Optional<DoorbellAddress> address = DoorbellAddress.of(word);
            if (address.isPresent()) {
                own.ring(address.get().peer(), address.get().vector());
                rung++;
            }
        }
        return rung;
    }

    /** Who is in them. What is no address is nobody. */
    List<DoorbellAddress> taken() {
        Words.fullFence();
        List<DoorbellAddress> taken = new ArrayList<>();
        for (int i = 0; i < SemaphoreLayout.SEATS; i++) {
            DoorbellAddress.of(Words.loadOpaqueLong(memory, SemaphoreLayout.seatOffset(i)))
                    .ifPresent(taken::add);
        }
        return List.copyOf(taken);
    }

    /** One who waits, and the seat that it has or has not. */
    static final class Seat {
        private static final long NONE = -1;

        private final MemorySegment memory;
        private final long word;
        private long offset = NONE;

        private Seat(MemorySegment memory, long word) {
            this.memory = memory;
            this.word = word;
        }

        /**
         * Sits down, unless it sits already. What is loaded after this was not there before it was written down.
         *
         * @return false if all seats are taken
         */
        boolean take() {
            if (offset == NONE || Words.loadOpaqueLong(memory, offset) != word) {
                offset = find();
            }
            Words.fullFence();
            return offset != NONE;
        }

        /** The seat with its own word, which one with the same doorbell may have left when it died; or an empty one. */
        private long find() {
            for (int i = 0; i < SemaphoreLayout.SEATS; i++) {
                if (Words.loadOpaqueLong(memory, SemaphoreLayout.seatOffset(i)) == word) {
                    return SemaphoreLayout.seatOffset(i);
                }
            }
            for (int i = 0; i < SemaphoreLayout.SEATS; i++) {
                long empty = SemaphoreLayout.seatOffset(i);
                if (Words.loadOpaqueLong(memory, empty) == DoorbellAddress.NOBODY
                        && Words.compareAndSetLong(memory, empty, DoorbellAddress.NOBODY, word)) {
                    return empty;
                }
            }
            return NONE;
        }

        /** Gets up, if it sits. */
        void leave() {
            if (offset != NONE) {
                Words.compareAndSetLong(memory, offset, word, DoorbellAddress.NOBODY);
                offset = NONE;
            }
        }
    }
}
