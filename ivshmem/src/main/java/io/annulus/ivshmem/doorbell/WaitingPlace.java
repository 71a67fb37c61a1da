// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.doorbell;

import io.annulus.memory.Words;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * A word of shared memory in which one party says that it waits, so that the others ring only if somebody does.
 *
 * <p><b>Why no wake-up is lost.</b> Who waits writes its address (W1), and then looks at what it waits for (W2); who changes that
 * changes it (C1), and then reads the address (C2). A full fence stands between W1 and W2, and between C1 and C2. So not both
 * can miss: if C2 does not see W1, then W2 sees C1. If C2 sees it, it clears the word and then rings. A word that is cleared
 * after its owner has written it anew is followed by a ring, too, at which the owner looks, and writes it once more. Plain
 * stores are enough: no locked operation, which would be slow on uncached memory, is needed for one who waits.
 *
 * <p>A party that dies between clearing and ringing takes a wake-up with it; {@link Doorbells#awaitUntil} looks by itself then.
 */
public final class WaitingPlace {
    /** How much memory one takes: a cache line, and its neighbour that processors fetch with it. */
    public static final int BYTES = 128;

    private final MemorySegment memory;
    private final long offset;

    /**
     * A place in memory that began as zeros.
     *
     * @param memory shared, of a region
     * @param offset a multiple of 8
     */
    public WaitingPlace(MemorySegment memory, long offset) {
        this.memory = memory;
        this.offset = offset;
    }

    /**
     * Waits until something is so, and has others ring meanwhile. Only one thread may wait here at a time.
     *
     * @param own whose doorbells
     * @param vector of its own, for others to ring; of no other use meanwhile
     * @param isSo looks at the memory
     * @param patience how long at most
     * @return false if it was not so when time was over
     */
    public boolean await(Doorbells own, int vector, BooleanSupplier isSo, Duration patience) {
        long word = new DoorbellAddress(own.id(), vector).word();
        try {
            return own.awaitUntil(
                    vector,
                    () -> {
                        if (isSo.getAsBoolean()) {
                            return true;
                        }
                        Words.storeReleaseLong(memory, offset, word);
                        Words.fullFence();
                        return isSo.getAsBoolean();
                    },
                    patience);
        } finally {
            Words.storeReleaseLong(memory, offset, DoorbellAddress.NOBODY);
        }
    }

    /**
     * Rings whoever waits here. To be called after the change that it may wait for.
     *
     * @param own whose doorbells
     * @return whether somebody waited
     */
    public boolean wake(Doorbells own) {
        Words.fullFence();
        long word = Words.loadOpaqueLong(memory, offset);
        if (word == DoorbellAddress.NOBODY) {
            return false;
        }
        Words.storeReleaseLong(memory, offset, DoorbellAddress.NOBODY);
        DoorbellAddress.of(word).ifPresent(address -> own.ring(address.peer(), address.vector()));
        return true;
    }
}
