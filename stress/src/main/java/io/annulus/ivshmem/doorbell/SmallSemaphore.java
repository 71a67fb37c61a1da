// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.doorbell;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.Optional;

/** A semaphore for one test instance, and one who is about to wait for it. It begins at 0, with every seat empty. */
public final class SmallSemaphore {
    private static final ThreadLocal<Slab> SLABS = ThreadLocal.withInitial(Slab::new);

    private final MemorySegment memory = SLABS.get().next();
    private final SharedSemaphore semaphore = new SharedSemaphore("small", memory, Optional.empty());
    private final Seats.Seat seat = new Seats(memory).seat(new DoorbellAddress(1, 0));

    /** Made by the test. */
    public SmallSemaphore() {}

    /** What one does who goes down, up to the moment at which it would wait to be rung. 1 if it got one, or else 0. */
    public int downUntilItWaits() {
        return semaphore.tryDown() || (seat.take() && semaphore.tryDown()) ? 1 : 0;
    }

    /** 1 if it got one, or else 0. */
    public int tryDown() {
        return semaphore.tryDown() ? 1 : 0;
    }

    /** Goes up, and returns how many it rang. */
    public int up() {
        return semaphore.up(Silent.DOORBELLS);
    }

    /** What is left. */
    public int count() {
        return semaphore.count();
    }

    /** An arena for many semaphores, since it is arenas that take time. It goes when the last of them has gone. */
    private static final class Slab {
        private static final long EACH = 1024;
        private static final long BYTES = SemaphoreLayout.BYTES;

        private MemorySegment memory;
        private long next = EACH;

        MemorySegment next() {
            if (next == EACH) {
                memory = Arena.ofAuto().allocate(EACH * BYTES, 128);
                next = 0;
            }
            return memory.asSlice(next++ * BYTES, BYTES);
        }
    }

    private enum Silent implements Doorbells {
        DOORBELLS;

        @Override
        public int id() {
            return 0;
        }

        @Override
        public int vectors() {
            return 1;
        }

        @Override
        public void ring(int peer, int vector) {}

        @Override
        public long await(int vector, Duration patience) {
            throw new AssertionError("nobody waits here");
        }

        @Override
        public void close() {}
    }
}
