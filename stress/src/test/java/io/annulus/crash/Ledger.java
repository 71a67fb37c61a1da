// SPDX-License-Identifier: Apache-2.0
package io.annulus.crash;

import io.annulus.region.Region;
import io.annulus.region.ZoneSpec;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;

/**
 * What pumps say in shared memory they have done, after each call: how many elements each producer has enqueued, and up to
 * which element of each producer consumers have got. It outlives them.
 */
final class Ledger {
    /** Most elements of one call: by so much the ledger may be behind a process that died. */
    static final int MOST = 8;

    static final int PRODUCERS = 64;
    private static final String NAME = "ledger";
    private static final VarHandle WORD = ValueLayout.JAVA_LONG.varHandle();

    private final MemorySegment memory;

    private Ledger(MemorySegment memory) {
        this.memory = memory;
    }

    static Ledger create(Region region) {
        return new Ledger(
                region.memory(region.createZone(ZoneSpec.raw(NAME, 2L * PRODUCERS * Long.BYTES), memory -> {})));
    }

    static Ledger of(Region region) {
        return new Ledger(region.memory(region.zone(NAME)));
    }

    long sent(int producer) {
        return (long) WORD.getAcquire(memory, (long) producer * Long.BYTES);
    }

    void sent(int producer, long count) {
        WORD.setRelease(memory, (long) producer * Long.BYTES, count);
    }

    long received(int producer) {
        return (long) WORD.getAcquire(memory, (long) (PRODUCERS + producer) * Long.BYTES);
    }

    void received(int producer, long count) {
        WORD.setRelease(memory, (long) (PRODUCERS + producer) * Long.BYTES, count);
    }

    long allSent() {
        long sum = 0;
        for (int i = 0; i < PRODUCERS; i++) {
            sum += sent(i);
        }
        return sum;
    }

    long allReceived() {
        long sum = 0;
        for (int i = 0; i < PRODUCERS; i++) {
            sum += received(i);
        }
        return sum;
    }
}
