// SPDX-License-Identifier: Apache-2.0
package io.annulus.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.interop.StormParty.Tally;
import io.annulus.ring.Ring;
import io.annulus.ring.RingSpec;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Two C threads and two Java threads at once on one MULTI ring: of ten million elements none is lost, doubled, or
 * overtaken by another of the same producer.
 */
final class StormTest {
    private static final int EACH = 5_000_000;
    private static final int BURST = 32;

    @Test
    void twoProducersInCFeedTwoConsumersInJava() {
        storm(List.of(CParty::producers, CParty::producers), List.of(JavaParty::consumer, JavaParty::consumer));
    }

    @Test
    void twoProducersInJavaFeedTwoConsumersInC() {
        storm(List.of(JavaParty::producer, JavaParty::producer), List.of(CParty::consumers, CParty::consumers));
    }

    @Test
    void oneOfEachFeedsOneOfEach() {
        storm(List.of(JavaParty::producer, CParty::producers), List.of(JavaParty::consumer, CParty::consumers));
    }

    private interface Start {
        StormParty start(TestRegion home, String ring, StormParty.Job job);
    }

    private static void storm(List<Start> producerStarts, List<Start> consumerStarts) {
        try (TestRegion home = TestRegion.create()) {
            Ring ring = Ring.create(home.region(), "storm", RingSpec.ofEntries(1024));
            List<StormParty> consumers = new ArrayList<>();
            List<StormParty> producers = new ArrayList<>();
            try {
                for (Start start : consumerStarts) {
                    consumers.add(start.start(home, "storm", new StormParty.Job(0, 0, BURST)));
                }
                for (Start start : producerStarts) {
                    producers.add(start.start(home, "storm", new StormParty.Job(producers.size(), EACH, BURST)));
                }
                Tally sent = Tally.ofAll(producers);
                JavaParty.poison(ring, consumers.size());
                Tally received = Tally.ofAll(consumers);
                assertThat(sent.count()).isEqualTo(2L * EACH);
                assertThat(received).isEqualTo(sent);
                assertThat(ring.isEmpty()).isTrue();
                assertThat(ring.stalls()).isEmpty();
            } catch (AssertionError e) {
                throw new AssertionError(e.getMessage() + "; " + ring.info() + " " + ring.stalls(), e);
            } finally {
                producers.forEach(StormParty::close);
                consumers.forEach(StormParty::close);
            }
        }
    }
}
