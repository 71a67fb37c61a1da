// SPDX-License-Identifier: Apache-2.0
package io.annulus.ring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What DPDK's own test of its ring plays through, in each of its ways and with each of its kinds of elements. */
final class DpdkScenariosTest {
    private static final int ENTRIES = 4096;
    private static final int CAPACITY = ENTRIES - 1;
    private static final int MOST = 32;

    static Stream<Arguments> waysAndKinds() {
        return Arrays.stream(DpdkApi.values())
                .flatMap(api -> Arrays.stream(ElementKind.values()).map(kind -> Arguments.of(api, kind)));
    }

    @ParameterizedTest
    @MethodSource("waysAndKinds")
    void aRingFillsAndEmptiesFromWhereverItStands(DpdkApi api, ElementKind kind) {
        Random random = new Random(1);
        try (Stage ring = new Stage(api, kind, ENTRIES)) {
            for (int round = 0; round < 8; round++) {
                int shift = 1 + random.nextInt(CAPACITY);
                ring.enqueue(shift);
                ring.dequeue(shift);
                ring.requireEmpty();
                ring.enqueue(CAPACITY);
                ring.requireFull();
                ring.dequeue(CAPACITY);
                ring.requireEmpty();
                ring.requireArrived();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("waysAndKinds")
    void oneTwoAndManyGoInAndComeOut(DpdkApi api, ElementKind kind) {
        try (Stage ring = new Stage(api, kind, ENTRIES)) {
            ring.enqueue(1);
            ring.enqueue(2);
            ring.enqueue(MOST);
            ring.dequeue(1);
            ring.dequeue(2);
            ring.dequeue(MOST);
            ring.requireEmpty();
            ring.requireArrived();
        }
    }

    @ParameterizedTest
    @MethodSource("waysAndKinds")
    void aFewAtATimeGoRoundTheWholeTable(DpdkApi api, ElementKind kind) {
        try (Stage ring = new Stage(api, kind, ENTRIES)) {
            ring.enqueue(1); // So that one of the steps goes over the end of the table.
            ring.dequeue(1);
            for (int step = 0; step < ENTRIES / MOST; step++) {
                ring.enqueue(MOST);
                ring.dequeue(MOST);
            }
            ring.requireEmpty();
            ring.requireArrived();
        }
    }

    @ParameterizedTest
    @MethodSource("waysAndKinds")
    void aRingIsFilledToItsEdgeAndDrainedToItsLastElement(DpdkApi api, ElementKind kind) {
        int steps = ENTRIES / MOST - 1;
        int rest = CAPACITY - steps * MOST - 2;
        try (Stage ring = new Stage(api, kind, ENTRIES)) {
            for (int step = 0; step < steps; step++) {
                ring.enqueue(MOST);
            }
            ring.enqueue(2);
            ring.enqueueTheLast(rest, MOST);
            ring.requireFull();
            ring.requireThatNothingMoreFits(MOST);
            for (int step = 0; step < steps; step++) {
                ring.dequeue(MOST);
            }
            ring.dequeue(2);
            ring.dequeueTheLast(rest, MOST);
            ring.requireEmpty();
            ring.requireThatNothingMoreIsThere(MOST);
            ring.requireArrived();
        }
    }

    @Test
    void theseAreDpdks280Cases() {
        List<String> scenarios = Arrays.stream(DpdkScenariosTest.class.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(ParameterizedTest.class))
                .map(method -> method.getAnnotation(MethodSource.class).value()[0])
                .toList();
        assertThat(scenarios).hasSize(4).containsOnly("waysAndKinds");
        assertThat(waysAndKinds().map(pair -> List.of(pair.get())))
                .hasSize(14 * 5)
                .doesNotHaveDuplicates();
        assertThat(scenarios.size() * waysAndKinds().count()).isEqualTo(280);
    }
}
