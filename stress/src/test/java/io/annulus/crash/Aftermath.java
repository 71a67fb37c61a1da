// SPDX-License-Identifier: Apache-2.0
package io.annulus.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import io.annulus.liveness.Purpose;
import io.annulus.region.Region;
import io.annulus.ring.Consumer;
import io.annulus.ring.Producer;
import io.annulus.ring.Ring;
import io.annulus.ring.SyncMode;
import java.nio.file.Path;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What others find after a death in the middle of an operation on one side of a ring. */
final class Aftermath {
    private static final Duration SHORT = Duration.ofMillis(5);

    private Aftermath() {}

    /**
     * A SINGLE side goes on. Another one goes on or says that the dead one stalls it; then others give up in time, where the
     * mode has a time, and a reset, which the dead do not prevent, heals it.
     *
     * @param mayBeThere what can be dequeued, if the ring goes on
     */
    static void require(Path path, Purpose side, long[]... mayBeThere) {
        try (Region region = Region.open(path)) {
            Ring ring = Ring.attach(region, Small.NAME);
            SyncMode mode = side == Purpose.PRODUCER
                    ? ring.info().producers().mode()
                    : ring.info().consumers().mode();
            if (mode == SyncMode.SINGLE || ring.stalls().isEmpty()) {
                assertThat(Small.drain(ring)).isIn((Object[]) mayBeThere);
                Small.requireWorks(ring);
                assertThat(ring.stalls()).isEmpty();
            } else {
                Small.requireStalledByTheDead(ring, side);
                requireNothingMoves(ring, side, mode);
                ring.reset();
                Small.requireWorks(ring);
            }
        }
    }

    private static void requireNothingMoves(Ring ring, Purpose side, SyncMode mode) {
        long dead = ring.stalls().getFirst().dead().getFirst().process().pid();
        try (Producer producer = ring.producer();
                Consumer consumer = ring.consumer()) {
            producer.setPatience(SHORT);
            consumer.setPatience(SHORT);
            // What is in the ring the dead one has reserved. Who would begin on a MULTI side would wait for ever.
            if (side == Purpose.PRODUCER || mode == SyncMode.MULTI) {
                assertThat(consumer.dequeueOr(Small.NONE)).isEqualTo(Small.NONE);
            }
            if (mode != SyncMode.MULTI) {
                requireStalled(
                        dead,
                        side == Purpose.PRODUCER ? () -> producer.enqueue(4L) : () -> consumer.dequeueOr(Small.NONE));
            }
        }
    }

    private static void requireStalled(long dead, ThrowingCallable call) {
        AnnulusException refusal = catchThrowableOfType(AnnulusException.class, call);
        assertThat(refusal).isNotNull();
        assertThat(refusal.reason()).isEqualTo(Reason.STALLED);
        assertThat(refusal).hasMessageContaining("nothing was moved").hasMessageContaining("pid " + dead);
    }
}
