// SPDX-License-Identifier: Apache-2.0
package io.annulus.jcstress;

import io.annulus.ring.RingSpec;
import io.annulus.ring.SyncMode;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What a promise is tried with: a mode on each side. Each instance of a test draws one and names it in its result, so that
 * an outcome can be allowed for some and forbidden for others, and a mode more is a line more here.
 *
 * <p>With the system property {@code annulus.sides} only the one of that name is drawn (where the promise applies to it):
 * then the compiler sees no other mode, and can do more with it.
 */
enum Sides {
    SINGLE(SyncMode.SINGLE, SyncMode.SINGLE),
    MULTI(SyncMode.MULTI, SyncMode.MULTI),
    HTS(SyncMode.MULTI_HTS, SyncMode.MULTI_HTS),
    RTS(SyncMode.MULTI_RTS, SyncMode.MULTI_RTS),
    /** With a head-tail distance of 0: one operation at a time. */
    RTS_IN_TURN(SyncMode.MULTI_RTS, SyncMode.MULTI_RTS, 0),
    RTS_TO_SINGLE(SyncMode.MULTI_RTS, SyncMode.SINGLE),
    SINGLE_TO_RTS(SyncMode.SINGLE, SyncMode.MULTI_RTS),
    HTS_TO_MULTI(SyncMode.MULTI_HTS, SyncMode.MULTI),
    MULTI_TO_HTS(SyncMode.MULTI, SyncMode.MULTI_HTS);

    private static final List<Sides> ANY = those(s -> true);
    private static final List<Sides> WITH_TWO_PRODUCERS = those(s -> s.producers != SyncMode.SINGLE);
    private static final List<Sides> WITH_TWO_CONSUMERS = those(s -> s.consumers != SyncMode.SINGLE);
    private static final List<Sides> WHERE_PRODUCERS_RESERVE = those(s -> reserves(s.producers));
    private static final List<Sides> WHERE_CONSUMERS_RESERVE = those(s -> reserves(s.consumers));
    private static final List<Sides> HTS_PRODUCERS = those(s -> s.producers == SyncMode.MULTI_HTS);
    private static final List<Sides> HTS_CONSUMERS = those(s -> s.consumers == SyncMode.MULTI_HTS);

    final SyncMode producers;
    final SyncMode consumers;
    private final int distance;

    Sides(SyncMode producers, SyncMode consumers) {
        this(producers, consumers, Integer.MAX_VALUE);
    }

    Sides(SyncMode producers, SyncMode consumers, int distance) {
        this.producers = producers;
        this.consumers = consumers;
        this.distance = distance;
    }

    static Sides any() {
        return oneOf(ANY);
    }

    static Sides withTwoProducers() {
        return oneOf(WITH_TWO_PRODUCERS);
    }

    static Sides withTwoConsumers() {
        return oneOf(WITH_TWO_CONSUMERS);
    }

    static Sides whereProducersReserve() {
        return oneOf(WHERE_PRODUCERS_RESERVE);
    }

    static Sides whereConsumersReserve() {
        return oneOf(WHERE_CONSUMERS_RESERVE);
    }

    static Sides withHtsProducers() {
        return oneOf(HTS_PRODUCERS);
    }

    static Sides withHtsConsumers() {
        return oneOf(HTS_CONSUMERS);
    }

    RingSpec of(RingSpec spec) {
        return spec.withProducers(producers).withConsumers(consumers).withHeadTailDistance(distance);
    }

    private static boolean reserves(SyncMode mode) {
        return mode == SyncMode.SINGLE || mode == SyncMode.MULTI_HTS;
    }

    private static List<Sides> those(Predicate<Sides> fit) {
        String only = System.getProperty("annulus.sides", "");
        List<Sides> all = Stream.of(values()).filter(fit).toList();
        List<Sides> chosen = all.stream().filter(s -> s.name().equals(only)).toList();
        return chosen.isEmpty() ? all : chosen;
    }

    private static Sides oneOf(List<Sides> those) {
        return those.get(ThreadLocalRandom.current().nextInt(those.size()));
    }
}
