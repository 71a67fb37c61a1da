// SPDX-License-Identifier: Apache-2.0
package io.annulus.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.interop.RingUser.Way;
import io.annulus.region.Zone;
import io.annulus.ring.Ring;
import io.annulus.ring.RingSpec;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Java and C work on one ring in turns, each on both sides, and after every step both see what the model says: elements,
 * moved counts, room, and all four indices. On a SINGLE side each of them takes over from the other all the time.
 */
final class StepByStepTest {
    private static final int STEPS = 120;
    /** Five steps before the 32-bit indices start again at 0. */
    private static final int NEAR_THE_END = -5;

    static Stream<Arguments> everyRingAndStart() {
        return Shape.all().flatMap(spec -> Stream.of(Arguments.of(spec, 0), Arguments.of(spec, NEAR_THE_END)));
    }

    @ParameterizedTest
    @MethodSource("everyRingAndStart")
    void aRingThatJavaMadeWorksInC(RingSpec spec, int start) {
        try (TestRegion home = TestRegion.create()) {
            Ring ring = Ring.create(home.region(), "turns", spec);
            try (CRing c = CRing.find(home.path(), "turns", spec.elementSize())) {
                c.seed(start);
                takeTurns(ring, c, start);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("everyRingAndStart")
    void aRingThatCMadeWorksInJava(RingSpec spec, int start) {
        try (TestRegion home = TestRegion.create()) {
            Zone zone = home.rawZone("turns", 4096);
            try (CRing c = CRing.raw(home.path(), zone.offset(), spec.elementSize())) {
                assertThat(c.init("made-by-c", spec.entries(), Shape.flags(spec)))
                        .isZero();
                c.seed(start);
                Ring ring = home.attachRaw(zone, spec.elementSize());
                assertThat(ring.name()).isEqualTo("made-by-c");
                assertThat(ring.size()).isEqualTo(spec.size());
                assertThat(ring.capacity()).isEqualTo(spec.capacity());
                takeTurns(ring, c, start);
            }
        }
    }

    private static void takeTurns(Ring ring, CRing c, int start) {
        ModelRing model = new ModelRing(ring.capacity(), ring.elementSize(), start);
        Random random = new Random(ring.elementSize());
        try (JavaRing java = new JavaRing(ring)) {
            List<RingUser> users = List.of(java, c);
            for (int step = 0; step < STEPS; step++) {
                RingUser user = users.get(random.nextInt(2));
                Way way = random.nextBoolean() ? Way.BULK : Way.BURST;
                int count = random.nextInt(ring.capacity() + 3);
                String what = "step " + step + ": " + way + " of " + count + " by "
                        + user.getClass().getSimpleName();
                if (random.nextBoolean()) {
                    long seed = random.nextLong();
                    assertThat(user.enqueue(way, count, seed)).as(what).isEqualTo(model.enqueue(way, count, seed));
                } else {
                    assertThat(user.dequeue(way, count)).as(what).isEqualTo(model.dequeue(way, count));
                }
                assertThat(users)
                        .as(what)
                        .allSatisfy(u -> assertThat(u.standing()).isEqualTo(model.standing()));
            }
            assertThat(Integer.compareUnsigned(model.standing().producerTail() - start, 4 * ring.size()))
                    .as("the table was walked round several times")
                    .isPositive();
        }
    }
}
