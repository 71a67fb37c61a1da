// SPDX-License-Identifier: Apache-2.0
package io.annulus.objects;

import io.annulus.memory.Words;
import io.annulus.ring.RingSpec;
import io.annulus.ring.Sizing;
import io.annulus.ring.SyncMode;
import io.annulus.sync.HeadTailLayout;
import io.annulus.sync.SideWords;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** One kind of object ring: every pair of modes, both sizings, indices at 0 or about to wrap. All hold seven elements. */
record ObjectShape(SyncMode producers, SyncMode consumers, Sizing sizing, int start) {
    static final int CAPACITY = 7;

    private static final int NEAR_WRAP = -5;

    static Stream<ObjectShape> all() {
        List<ObjectShape> shapes = new ArrayList<>();
        for (SyncMode producers : SyncMode.values()) {
            for (SyncMode consumers : SyncMode.values()) {
                for (Sizing sizing : Sizing.values()) {
                    shapes.add(new ObjectShape(producers, consumers, sizing, 0));
                    shapes.add(new ObjectShape(producers, consumers, sizing, NEAR_WRAP));
                }
            }
        }
        return shapes.stream();
    }

    static boolean isHoldable(SyncMode mode) {
        return mode == SyncMode.SINGLE || mode == SyncMode.MULTI_HTS;
    }

    <E> ObjectRing<E> make() {
        RingSpec spec = sizing == Sizing.EXACT ? RingSpec.ofCapacity(CAPACITY) : RingSpec.ofEntries(CAPACITY + 1);
        ObjectRing<E> ring = ObjectRing.create(spec.withProducers(producers).withConsumers(consumers));
        startAt(ring.sides().producers);
        startAt(ring.sides().consumers);
        return ring;
    }

    private void startAt(SideWords side) {
        for (long word : HeadTailLayout.indexWords(side.syncType())) {
            Words.storeReleaseLong(side.memory(), side.offset() + word, HeadTailLayout.idleAt(start));
        }
    }
}
