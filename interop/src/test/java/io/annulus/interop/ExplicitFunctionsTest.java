// SPDX-License-Identifier: Apache-2.0
package io.annulus.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.interop.RingUser.Received;
import io.annulus.interop.RingUser.Sent;
import io.annulus.interop.RingUser.Way;
import io.annulus.ring.Ring;
import io.annulus.ring.RingSpec;
import io.annulus.ring.SyncMode;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A C program that is alone on its side may use the functions for one thread on a MULTI ring, and those for many on a
 * SINGLE ring, whatever the ring was made for: {@code rte_ring_sp_enqueue_bulk} and its like. Java that takes turns with it
 * sees no difference. (There is no such choice in Java; and in RTS and HTS rings it would be a mistake.)
 */
final class ExplicitFunctionsTest {
    private static final int STEPS = 300;

    @ParameterizedTest
    @CsvSource({
        "MULTI,  MULTI,  sp, sc",
        "MULTI,  MULTI,  mp, mc",
        "SINGLE, SINGLE, sp, sc",
        "SINGLE, SINGLE, mp, mc",
        "MULTI,  SINGLE, sp, mc",
        "SINGLE, MULTI,  mp, sc"
    })
    void workOnARingThatJavaShares(SyncMode producers, SyncMode consumers, String enqueue, String dequeue) {
        RingSpec spec = RingSpec.ofEntries(16).withProducers(producers).withConsumers(consumers);
        int start = -20;
        try (TestRegion home = TestRegion.create()) {
            Ring ring = Ring.create(home.region(), "ring", spec);
            try (CRing c = CRing.find(home.path(), "ring", 8)) {
                c.seed(start);
                takeTurns(ring, c, enqueue, dequeue, new ModelRing(ring.capacity(), 8, start));
            }
        }
    }

    private static void takeTurns(Ring ring, CRing c, String enqueue, String dequeue, ModelRing model) {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        try (JavaRing java = new JavaRing(ring)) {
            for (int step = 0; step < STEPS; step++) {
                Way way = random.nextBoolean() ? Way.BULK : Way.BURST;
                int count = random.nextInt(ring.capacity() + 3);
                long first = random.nextLong();
                String what = "seed " + seed + " step " + step;
                if (random.nextBoolean()) {
                    Sent sent = random.nextBoolean()
                            ? c.enqueueAs(enqueue, way, count, first)
                            : java.enqueue(way, count, first);
                    assertThat(sent).as(what).isEqualTo(model.enqueue(way, count, first));
                } else {
                    Received received =
                            random.nextBoolean() ? c.dequeueAs(dequeue, way, count) : java.dequeue(way, count);
                    assertThat(received).as(what).isEqualTo(model.dequeue(way, count));
                }
                assertThat(java.standing()).as(what).isEqualTo(model.standing());
            }
        }
    }
}
