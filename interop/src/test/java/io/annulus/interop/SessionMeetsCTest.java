// SPDX-License-Identifier: Apache-2.0
package io.annulus.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.ring.Ring;
import io.annulus.ring.RingSpec;
import org.junit.jupiter.api.Test;

/** A C program sees which session its region's owner is in. */
final class SessionMeetsCTest {

    @Test
    void everyNewSessionIsSeenAndWhatWasWrittenBeforeItToo() {
        try (TestRegion home = TestRegion.create()) {
            Ring.create(home.region(), "orders", RingSpec.ofEntries(64));
            try (CRing c = CRing.find(home.path(), "orders", Long.BYTES);
                    var producer = Ring.attach(home.region(), "orders").producer()) {
                assertThat(c.session()).isEqualTo(home.region().session());
                for (long session = home.region().session() + 1; session < 10; session++) {
                    producer.enqueue(session);
                    assertThat(home.region().beginSession()).isEqualTo(session);
                    assertThat(c.session()).isEqualTo(session);
                    assertThat(c.standing().count()).isEqualTo((int) session - 1);
                }
            }
        }
    }
}
