// SPDX-License-Identifier: Apache-2.0
package io.annulus.lincheck;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
 * store, dequeues with the load of the opposite tail. Where the tail store of one can be left to another, MULTI_RTS, they
 * follow {@link LateElements}, unless a head-tail distance of 0 lets only one operation begin at a time. Small ones follow
 * {@link RelaxedRefusals}. A reservation that is let go of can make a burst beside it short: {@link ShortBursts}. Obstruction freedom is not checked, since only SINGLE sides have it.
 *
 * <p>Tried with the defect put back: with the opposite tail loaded before the head in MultiSync, HtsSync or RtsSync, the
 * head before the tail at the end of RtsSync, head and tail of HtsSync loaded one by one, a slot read before the opposite
 * tail, or, on sides of several threads, the tail stored before the copy of a dequeue, it finds an execution that no queue
 * has.
 */
class LincheckTest {
    private static final boolean LONG = Boolean.getBoolean("annulus.long");
    private static final int ITERATIONS = LONG ? 16 : 8;
    private static final int INTERLEAVINGS = LONG ? 600 : 300;

    @ParameterizedTest
    @ValueSource(
            classes = {
                NeverFull.Single.class,
                NeverFull.Multi.class,
                NeverFull.Hts.class,
                NeverFull.RtsInTurn.class,
                NeverFull.HtsToRts.class,
                NeverFull.MultiToHts.class,
                NeverFullObjects.Single.class,
                NeverFullObjects.Multi.class,
                NeverFullObjects.Hts.class,
                NeverFullObjects.MultiQueue.class,
                NeverFullObjects.HtsQueue.class
            })
    void aRingThatIsNeverFullIsALinearizableQueue(Class<?> ring) {
        twoThreads().verifier(ExactQueue.class).check(ring);
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                NeverFull.Rts.class,
                NeverFull.RtsToSingle.class,
                NeverFullObjects.Rts.class,
                NeverFullObjects.RtsQueue.class
            })
    void withRtsProducersItIsOneWhoseElementsMayComeLate(Class<?> ring) {
        twoThreads().verifier(LateElements.class).check(ring);
    }

    @Test
    void withRtsProducersSomeElementsDoComeLate() {
        assertThatThrownBy(() -> twoThreads().verifier(ExactQueue.class).check(NeverFull.Rts.class))
                .isInstanceOf(LincheckAssertionError.class)
                .hasMessageContaining("Invalid execution results");
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                Small.Single.class,
                Small.Multi.class,
                Small.Hts.class,
                Small.Rts.class,
                Small.RtsInTurn.class,
                Small.RtsToSingle.class,
                Small.HtsToRts.class,
                Small.MultiToHts.class,
                SmallObjects.Single.class,
                SmallObjects.Multi.class,
                SmallObjects.Hts.class,
                SmallObjects.Rts.class,
                SmallObjects.MultiQueue.class,
                SmallObjects.HtsQueue.class,
                SmallObjects.RtsQueue.class
            })
    void aRingThatGetsFullLosesDoublesAndReordersNothing(Class<?> ring) {
        twoThreads().verifier(RelaxedRefusals.class).check(ring);
    }

    @ParameterizedTest
    @ValueSource(classes = {NeverFull.Multi.class, NeverFull.Hts.class})
    void threeThreadsOnARingThatIsNeverFullFindALinearizableQueue(Class<?> ring) {
        threeThreads().verifier(ExactQueue.class).check(ring);
    }

    @Test
    void threeThreadsOnAnRtsRingThatIsNeverFullFindOneWhoseElementsMayComeLate() {
        threeThreads().verifier(LateElements.class).check(NeverFull.Rts.class);
    }

    @ParameterizedTest
    @ValueSource(classes = {Small.Multi.class, Small.Hts.class, Small.Rts.class})
    void threeThreadsOnARingThatGetsFullLoseDoubleAndReorderNothing(Class<?> ring) {
        threeThreads().verifier(RelaxedRefusals.class).check(ring);
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                Defective.LostSlot.class,
                Defective.EarlyTail.class,
                Defective.HastyTail.class,
                Defective.HastyRtsTail.class,
                Defective.OldRtsHead.class,
                Defective.HastyHtsHead.class,
                Defective.EarlyObjectTail.class,
                Defective.LateClearing.class
            })
    void theSameCheckFindsTheMistakeInADefectiveRing(Class<?> ring) {
        assertThatThrownBy(() -> twoThreads().verifier(RelaxedRefusals.class).check(ring))
                .isInstanceOf(LincheckAssertionError.class)
                .hasMessageContaining("Invalid execution results");
    }

    @ParameterizedTest
    @ValueSource(classes = {NeverFull.Single.class, NeverFull.Multi.class, NeverFull.Hts.class})
    void soItIsWithThreadsThatRunAsTheyLike(Class<?> ring) {
        threadsAsTheyLike().verifier(ExactQueue.class).check(ring);
    }

    @Test
    void soItIsWithRtsProducersAndThreadsThatRunAsTheyLike() {
        threadsAsTheyLike().verifier(LateElements.class).check(NeverFull.Rts.class);
    }

    private static StressOptions threadsAsTheyLike() {
        return new StressOptions()
                .threads(2)
                .actorsPerThread(4)
                .iterations(ITERATIONS)
                .invocationsPerIteration(500);
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
