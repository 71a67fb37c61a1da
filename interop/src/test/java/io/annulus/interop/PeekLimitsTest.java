// SPDX-License-Identifier: Apache-2.0
package io.annulus.interop;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.annulus.error.Reason;
import io.annulus.interop.RingUser.Received;
import io.annulus.interop.RingUser.Sent;
import io.annulus.interop.RingUser.Way;
import io.annulus.ring.Consumer;
import io.annulus.ring.Producer;
import io.annulus.ring.Reservation;
import io.annulus.ring.Ring;
import io.annulus.ring.RingSpec;
import io.annulus.ring.SyncMode;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where DPDK's peek functions silently do nothing, or nothing of what was asked, ours say so. */
final class PeekLimitsTest {

    @ParameterizedTest
    @EnumSource(
            value = SyncMode.class,
            names = {"MULTI", "MULTI_RTS"})
    void onOtherSidesDpdkDoesNothingAndWeRefuse(SyncMode mode) {
        try (TestRegion home = TestRegion.create()) {
            Ring ring = Ring.create(home.region(), "ring", spec(mode));
            try (CRing c = CRing.find(home.path(), "ring", 8);
                    Producer producer = ring.producer();
                    Consumer consumer = ring.consumer()) {
                c.enqueue(Way.BULK, 3, 10);
                byte[] before = memory(home);
                assertThat(c.startEnqueue(Way.BULK, 2)).isEqualTo(new Sent(0, 0));
                c.finishEnqueue(2, 50);
                assertThat(c.startDequeue(Way.BURST, 2)).isEqualTo(new Received(List.of(), 0));
                c.finishDequeue(2);
                assertThat(memory(home)).isEqualTo(before);
                Refused.with(Reason.UNSUPPORTED_MODE, () -> producer.reserveBulk(2));
                Refused.with(Reason.UNSUPPORTED_MODE, () -> producer.reserveBurst(2));
                Refused.with(Reason.UNSUPPORTED_MODE, () -> consumer.reserveBulk(2));
                Refused.with(Reason.UNSUPPORTED_MODE, () -> consumer.reserveBurst(2));
                assertThat(memory(home)).isEqualTo(before);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = SyncMode.class,
            names = {"SINGLE", "MULTI_HTS"})
    void finishingWithMoreThanWasStartedCancelsInDpdkAndIsRefusedHere(SyncMode mode) {
        try (TestRegion home = TestRegion.create()) {
            Ring ring = Ring.create(home.region(), "ring", spec(mode));
            try (CRing c = CRing.find(home.path(), "ring", 8)) {
                c.enqueue(Way.BULK, 3, 10);
                RingUser.Standing before = c.standing();
                assertThat(c.startEnqueue(Way.BULK, 2)).isEqualTo(new Sent(2, 2));
                c.finishEnqueue(3, 50);
                assertThat(c.standing()).isEqualTo(before);
                assertThat(c.startDequeue(Way.BULK, 2).values()).containsExactly(10L, 11L);
                c.finishDequeue(3);
                assertThat(c.standing()).isEqualTo(before);
                try (Producer producer = ring.producer();
                        Consumer consumer = ring.consumer()) {
                    Reservation room = producer.reserveBulk(2);
                    assertThatIllegalArgumentException().isThrownBy(() -> room.commit(3));
                    room.cancel();
                    Reservation next = consumer.reserveBulk(2);
                    assertThatIllegalArgumentException().isThrownBy(() -> next.commit(3));
                    next.cancel();
                }
                assertThat(c.standing()).isEqualTo(before);
            }
        }
    }

    private static RingSpec spec(SyncMode mode) {
        return RingSpec.ofEntries(8).withProducers(mode).withConsumers(mode);
    }

    private static byte[] memory(TestRegion home) {
        return home.region().memory(home.region().zone("ring")).toArray(JAVA_BYTE);
    }
}
