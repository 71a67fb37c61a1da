// SPDX-License-Identifier: Apache-2.0
package io.annulus.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import io.annulus.ring.Consumer;
import io.annulus.ring.Producer;
import io.annulus.ring.Ring;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Another user of a side on which somebody died in the middle of an operation. It is told so in time, and never hangs. */
final class Survivor {
    private static final Duration PATIENCE = Duration.ofMillis(20);

    private Survivor() {}

    /** Enqueues as often as it may, which nobody sees, and then gives up. */
    static void requireProducerGivesUp(Ring ring, int times) {
        try (Producer producer = ring.producer()) {
            producer.setPatience(PATIENCE);
            int count = ring.count();
            for (int i = 0; i < times; i++) {
                assertThat(producer.enqueue(10L + i)).isTrue();
            }
            requireStalled(() -> producer.enqueue(20L));
            assertThat(ring.count()).isEqualTo(count);
        }
    }

    /** Dequeues as often as it may, each time the next element behind those that the dead one had begun with. */
    static void requireConsumerGivesUp(Ring ring, int times, long next) {
        try (Consumer consumer = ring.consumer()) {
            consumer.setPatience(PATIENCE);
            for (int i = 0; i < times; i++) {
                assertThat(consumer.dequeueOr(Small.NONE)).isEqualTo(next + i);
            }
            requireStalled(() -> consumer.dequeueOr(Small.NONE));
        }
    }

    static void requireStalled(ThrowingCallable operation) {
        assertThatThrownBy(operation)
                .isInstanceOf(AnnulusException.class)
                .extracting(e -> ((AnnulusException) e).reason())
                .isEqualTo(Reason.STALLED);
    }
}
