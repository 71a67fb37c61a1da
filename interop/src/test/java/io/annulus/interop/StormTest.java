// SPDX-License-Identifier: Apache-2.0
package io.annulus.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.interop.StormParty.Job;
import io.annulus.interop.StormParty.Style;
import io.annulus.interop.StormParty.Tally;
import io.annulus.ring.Ring;
import io.annulus.ring.RingSpec;
import io.annulus.ring.SyncMode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Two C threads and two Java threads at once on one ring: of ten million elements none is lost, doubled, or overtaken by
 * another of the same producer.
 */
final class StormTest {
    private static final int ELEMENTS = 10_000_000;
    private static final int BURST = 32;

    @ParameterizedTest
    @CsvSource({
        "MULTI, MULTI",
        "MULTI_RTS, MULTI_RTS",
        "MULTI_HTS, MULTI_HTS",
        "MULTI_RTS, MULTI_HTS",
        "MULTI, MULTI_RTS"
    })
    void twoProducersInCFeedTwoConsumersInJava(SyncMode producers, SyncMode consumers) {
        storm(
                ring(producers, consumers),
                ELEMENTS,
                List.of(part(CParty::producers), part(CParty::producers)),
                List.of(part(JavaParty::consumer), part(JavaParty::consumer)));
    }

    @ParameterizedTest
    @CsvSource({
        "MULTI, MULTI",
        "MULTI_RTS, MULTI_RTS",
        "MULTI_HTS, MULTI_HTS",
        "MULTI_RTS, MULTI_HTS",
        "MULTI_HTS, MULTI"
    })
    void twoProducersInJavaFeedTwoConsumersInC(SyncMode producers, SyncMode consumers) {
        storm(
                ring(producers, consumers),
                ELEMENTS,
                List.of(part(JavaParty::producer), part(JavaParty::producer)),
                List.of(part(CParty::consumers), part(CParty::consumers)));
    }

    @ParameterizedTest
    @CsvSource({"MULTI, MULTI", "MULTI_RTS, MULTI_RTS", "MULTI_HTS, MULTI_HTS", "MULTI_RTS, MULTI_HTS"})
    void oneOfEachFeedsOneOfEach(SyncMode producers, SyncMode consumers) {
        storm(
                ring(producers, consumers),
                ELEMENTS,
                List.of(part(JavaParty::producer), part(CParty::producers)),
                List.of(part(JavaParty::consumer), part(CParty::consumers)));
    }

    @ParameterizedTest
    @CsvSource({"MULTI_HTS", "MULTI_RTS"})
    void oneProducerOfEachFeedsTheOneConsumerOfASingleSide(SyncMode producers) {
        RingSpec ring = ring(producers, SyncMode.SINGLE);
        List<Part> mixed = List.of(part(JavaParty::producer), part(CParty::producers));
        storm(ring, ELEMENTS, mixed, List.of(part(CParty::consumers)));
        storm(ring, ELEMENTS, mixed, List.of(part(JavaParty::consumer)));
    }

    static Stream<Arguments> everyPairOfStyles() {
        return Stream.of(Style.values())
                .flatMap(java -> Stream.of(Style.values()).map(c -> Arguments.of(java, c)))
                .filter(pair -> !List.of(pair.get()).equals(List.of(Style.COPY, Style.COPY)));
    }

    @ParameterizedTest
    @MethodSource("everyPairOfStyles")
    void reservationsOfAllOrSomeOrNothingShareHtsSides(Style java, Style c) {
        storm(
                ring(SyncMode.MULTI_HTS, SyncMode.MULTI_HTS),
                ELEMENTS,
                List.of(new Part(JavaParty::producer, java), new Part(CParty::producers, c)),
                List.of(new Part(JavaParty::consumer, java), new Part(CParty::consumers, c)));
    }

    @ParameterizedTest
    @MethodSource("everyPairOfStyles")
    void reservationsOfAllOrSomeOrNothingPassThroughSingleSides(Style java, Style c) {
        RingSpec ring = ring(SyncMode.SINGLE, SyncMode.SINGLE);
        storm(ring, ELEMENTS, List.of(new Part(JavaParty::producer, java)), List.of(new Part(CParty::consumers, c)));
        storm(ring, ELEMENTS, List.of(new Part(CParty::producers, c)), List.of(new Part(JavaParty::consumer, java)));
    }

    private interface Start {
        StormParty start(TestRegion home, String ring, Job job);
    }

    private record Part(Start start, Style style) {}

    private static Part part(Start start) {
        return new Part(start, Style.COPY);
    }

    private static RingSpec ring(SyncMode producers, SyncMode consumers) {
        return RingSpec.ofEntries(1024).withProducers(producers).withConsumers(consumers);
    }

    private static void storm(RingSpec spec, int elements, List<Part> producerParts, List<Part> consumerParts) {
        try (TestRegion home = TestRegion.create()) {
            Ring ring = Ring.create(home.region(), "storm", spec);
            int each = elements / producerParts.size();
            List<StormParty> consumers = new ArrayList<>();
            List<StormParty> producers = new ArrayList<>();
            try {
                for (Part part : consumerParts) {
                    consumers.add(part.start.start(home, "storm", new Job(0, 0, BURST, part.style)));
                }
                for (Part part : producerParts) {
                    producers.add(part.start.start(home, "storm", new Job(producers.size(), each, BURST, part.style)));
                }
                Tally sent = Tally.ofAll(producers);
                JavaParty.poison(ring, consumers.size());
                Tally received = Tally.ofAll(consumers);
                assertThat(sent.count()).isEqualTo(elements);
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
