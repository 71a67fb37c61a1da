// SPDX-License-Identifier: Apache-2.0
package io.annulus.ring;

import io.annulus.memory.Words;
import io.annulus.sync.HeadTailLayout;

/** Sets an idle, empty ring's indices as if so many elements had gone through it, one in each operation. */
final class Start {
    private Start() {}

    static void at(Ring ring, int position) {
        RingInfo info = ring.info();
        side(ring, ring.producerOffset(), info.producers().mode(), position);
        side(ring, ring.consumerOffset(), info.consumers().mode(), position);
    }

    private static void side(Ring ring, long offset, SyncMode mode, int position) {
        for (long word : HeadTailLayout.indexWords(mode.number())) {
            Words.storeReleaseLong(ring.memory(), offset + word, HeadTailLayout.idleAt(position));
        }
    }
}
