// SPDX-License-Identifier: Apache-2.0
package io.annulus.lincheck;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.annulus.ring.Defect;
import io.annulus.ring.SyncMode;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Interleavings of two and three threads on real rings, every access to shared memory a point where Lincheck may switch.
 *
 * <p>Rings that never get full must be linearizable queues, empty refusals included: enqueues take effect with the tail
 * store, dequeues with the load of the opposite tail. Small ones follow {@link RelaxedRefusals}. Obstruction freedom is
 * not checked, since a MULTI side does not have it.
 */
class LincheckTest {
    private static final boolean LONG = Boolean.getBoolean("annulus.long");
    private static final int ITERATIONS = LONG ? 16 : 8;
    private static final int INTERLEAVINGS = LONG ? 600 : 300;

    /** MULTI on both sides, never full. */
    public static final class Multi extends SharedSides {
        public Multi() {
            super(new RealRing(ExactQueue.NEVER_FULL, SyncMode.MULTI));
        }
    }

    /** MULTI on both sides, three slots of room. */
    public static final class SmallMulti extends SharedSides {
        public SmallMulti() {
            super(new RealRing(RelaxedRefusals.CAPACITY, SyncMode.MULTI));
        }
    }

    /** SINGLE on both sides, never full. */
    public static final class Single extends LonelySides {
        public Single() {
            super(new RealRing(ExactQueue.NEVER_FULL, SyncMode.SINGLE));
        }
    }

    /** SINGLE on both sides, three slots of room. */
    public static final class SmallSingle extends LonelySides {
        public SmallSingle() {
            super(new RealRing(RelaxedRefusals.CAPACITY, SyncMode.SINGLE));
        }
    }

    /** Two producers can get the same slot. */
    public static final class LostSlot extends DefectiveRing {
        public LostSlot() {
            super(Defect.HEAD_WITHOUT_COMPARE_AND_SET);
        }
    }

    /** Consumers can come too early. */
    public static final class EarlyTail extends DefectiveRing {
        public EarlyTail() {
            super(Defect.TAIL_BEFORE_ELEMENT);
        }
    }

    /** Producers do not wait for each other. */
    public static final class HastyTail extends DefectiveRing {
        public HastyTail() {
            super(Defect.TAIL_WITHOUT_WAIT);
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {Multi.class, Single.class})
    void aRingThatIsNeverFullIsALinearizableQueue(Class<?> ring) {
        twoThreads().verifier(ExactQueue.class).check(ring);
    }

    @ParameterizedTest
    @ValueSource(classes = {SmallMulti.class, SmallSingle.class})
    void aRingThatGetsFullLosesDoublesAndReordersNothing(Class<?> ring) {
        twoThreads().verifier(RelaxedRefusals.class).check(ring);
    }

    @Test
    void threeThreadsOnAMultiRingThatIsNeverFullFindALinearizableQueue() {
        threeThreads().verifier(ExactQueue.class).check(Multi.class);
    }

    @Test
    void threeThreadsOnAMultiRingThatGetsFullLoseDoubleAndReorderNothing() {
        threeThreads().verifier(RelaxedRefusals.class).check(SmallMulti.class);
    }

    @ParameterizedTest
    @ValueSource(classes = {LostSlot.class, EarlyTail.class, HastyTail.class})
    void theSameCheckFindsTheMistakeInADefectiveRing(Class<?> ring) {
        assertThatThrownBy(() -> twoThreads().verifier(RelaxedRefusals.class).check(ring))
                .isInstanceOf(LincheckAssertionError.class)
                .hasMessageContaining("Invalid execution results");
    }

    @ParameterizedTest
    @ValueSource(classes = {Multi.class, Single.class})
    void soItIsWithThreadsThatRunAsTheyLike(Class<?> ring) {
        new StressOptions()
                .threads(2)
                .actorsPerThread(4)
                .iterations(ITERATIONS)
                .invocationsPerIteration(500)
                .verifier(ExactQueue.class)
                .check(ring);
    }

    private static ModelCheckingOptions twoThreads() {
        return interleavings().threads(2).actorsBefore(2).actorsPerThread(3).actorsAfter(3);
    }

    private static ModelCheckingOptions threeThreads() {
        return interleavings().threads(3).actorsBefore(1).actorsPerThread(2).actorsAfter(2);
    }

    private static ModelCheckingOptions interleavings() {
        return new ModelCheckingOptions()
                .iterations(ITERATIONS)
                .invocationsPerIteration(INTERLEAVINGS)
                .checkObstructionFreedom(false);
    }
}
