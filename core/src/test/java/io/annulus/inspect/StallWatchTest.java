// SPDX-License-Identifier: Apache-2.0
package io.annulus.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.liveness.Purpose;
import io.annulus.ring.RingInfo;
import io.annulus.ring.SideInfo;
import io.annulus.ring.SyncMode;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** A side stands still if every look found the same operation in progress. */
final class StallWatchTest {
    private final StallWatch watch = new StallWatch();

    private void look(SideInfo producers) {
        SideInfo idle = new SideInfo(SyncMode.MULTI, 5, 5, 0, 0, OptionalLong.empty());
        watch.look(new RingInfo("ring", 0, 448, 8, 7, 7, 0, 8, 0, 7, producers, idle));
    }

    private void look(int head, int tail) {
        look(new SideInfo(SyncMode.MULTI, head, tail, 0, 0, OptionalLong.empty()));
    }

    private static SideInfo rts(int head, int tail, int headCount, int tailCount) {
        return new SideInfo(SyncMode.MULTI_RTS, head, tail, headCount, tailCount, OptionalLong.of(7));
    }

    @Test
    void whatEveryLookFindsAtOneTailStandsStill() {
        look(7, 5);
        assertThat(watch.standing(Duration.ZERO)).hasSize(1);
        look(7, 5);
        look(9, 5);
        assertThat(watch.standing(Duration.ofNanos(1))).singleElement().satisfies(standing -> {
            assertThat(standing.purpose()).isEqualTo(Purpose.PRODUCER);
            assertThat(standing.side().head()).isEqualTo(9);
        });
        assertThat(watch.standing(Duration.ofDays(1))).isEmpty();
    }

    @Test
    void aTailThatMovesBeginsAnew() {
        look(7, 5);
        look(8, 6);
        assertThat(watch.standing(Duration.ofNanos(1))).isEmpty();
        assertThat(watch.standing(Duration.ZERO)).hasSize(1);
    }

    @Test
    void aSideThatWasIdleInBetweenBeginsAnew() {
        look(7, 5);
        look(5, 5);
        assertThat(watch.standing(Duration.ZERO)).isEmpty();
        look(7, 5);
        assertThat(watch.standing(Duration.ofNanos(1))).isEmpty();
    }

    @Test
    void aHeadReadBeforeItsTailMovedOnIsNoOperationInProgress() {
        look(5, 7);
        look(5, 7);
        assertThat(watch.standing(Duration.ZERO)).isEmpty();
    }

    @Test
    void operationsOfRtsThatEndAreMovement() {
        look(rts(7, 5, 4, 2));
        look(rts(7, 5, 4, 3));
        assertThat(watch.standing(Duration.ofNanos(1))).isEmpty();
        look(rts(8, 5, 5, 3));
        assertThat(watch.standing(Duration.ofNanos(1))).hasSize(1);
    }

    @Test
    void indicesThatPassTheEndOfTheirRangeStandStillLikeOthers() {
        look(2, -3);
        look(2, -3);
        assertThat(watch.standing(Duration.ofNanos(1))).hasSize(1);
    }
}
