// SPDX-License-Identifier: Apache-2.0
package io.annulus.ring;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import io.annulus.liveness.Purpose;
import io.annulus.sync.HeadTailLayout;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.IntUnaryOperator;
import java.util.function.ToIntBiFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each word of both sides' indices, set to each of the values that deceive most easily, in front of each operation: it
 * returns elements of the table, or fails with a typed error; onlookers get numbers that can be; and once the indices are
 * reset the ring works again. (What happens in the middle of operations is tested in the module {@code stress}.)
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
final class WildIndexSweepTest {
    private static final int CAPACITY = GuardedRing.CAPACITY;
    private static final long NOTHING = -1;

    private final GuardedRing memory = new GuardedRing();
    private final long[] values = new long[16];
    private final Map<Reason, Integer> errors = new EnumMap<>(Reason.class);
    private int returned;

    private final List<Call> calls = List.of(
            new Call("enqueue", Purpose.PRODUCER, false, (producer, _) -> producer.enqueue(1L) ? 1 : 0),
            new Call("enqueue 3", Purpose.PRODUCER, false, (producer, _) -> producer.enqueueBulk(values, 0, 3)),
            new Call(
                    "enqueue up to 16", Purpose.PRODUCER, false, (producer, _) -> producer.enqueueBurst(values, 0, 16)),
            new Call("fill up to 3", Purpose.PRODUCER, true, (producer, _) -> fill(producer.reserveBurst(3))),
            new Call("dequeue", Purpose.CONSUMER, false, (_, consumer) -> {
                values[0] = consumer.dequeueOr(NOTHING);
                return values[0] == NOTHING ? 0 : 1;
            }),
            new Call("dequeue 3", Purpose.CONSUMER, false, (_, consumer) -> consumer.dequeueBulk(values, 0, 3)),
            new Call(
                    "dequeue up to 16", Purpose.CONSUMER, false, (_, consumer) -> consumer.dequeueBurst(values, 0, 16)),
            new Call("look at 3", Purpose.CONSUMER, true, (_, consumer) -> copyOut(consumer.reserveBulk(3))));

    private record Call(String name, Purpose side, boolean reserves, ToIntBiFunction<Producer, Consumer> body) {
        boolean isFor(SyncMode mode) {
            return !reserves || mode == SyncMode.SINGLE || mode == SyncMode.MULTI_HTS;
        }
    }

    private record Word(Purpose side, long offset) {}

    static Stream<Arguments> modes() {
        return Arrays.stream(SyncMode.values())
                .flatMap(producers ->
                        Arrays.stream(SyncMode.values()).map(consumers -> Arguments.of(producers, consumers)));
    }

    @ParameterizedTest
    @MethodSource("modes")
    void whateverStandsInAWordAnOperationEndsInTheTableOrInAnError(SyncMode producers, SyncMode consumers) {
        List<Word> words = Stream.concat(words(Purpose.PRODUCER, producers), words(Purpose.CONSUMER, consumers))
                .toList();
        for (Call call : calls) {
            SyncMode mode = call.side() == Purpose.PRODUCER ? producers : consumers;
            if (call.isFor(mode)) {
                for (Word word : words) {
                    for (int used : new int[] {0, 4, CAPACITY}) {
                        wild().forEach(wild -> tryOut(producers, consumers, call, used, word, wild));
                    }
                }
            }
        }
        assertThat(returned).isPositive();
        assertThat(errors).containsKey(Reason.WILD_INDEX);
    }

    private static Stream<Word> words(Purpose side, SyncMode mode) {
        LongStream offsets = mode == SyncMode.MULTI_RTS
                ? LongStream.of(
                        HeadTailLayout.RTS_TAIL_COUNT_OFFSET,
                        HeadTailLayout.TAIL_OFFSET,
                        HeadTailLayout.RTS_DISTANCE_OFFSET,
                        HeadTailLayout.RTS_HEAD_COUNT_OFFSET,
                        HeadTailLayout.RTS_HEAD_OFFSET)
                : LongStream.of(HeadTailLayout.HEAD_OFFSET, HeadTailLayout.TAIL_OFFSET);
        return offsets.mapToObj(offset -> new Word(side, offset));
    }

    private static Stream<IntUnaryOperator> wild() {
        IntStream instead = IntStream.of(0, 1 << 31, -1);
        IntStream further =
                IntStream.of(1, -1, 2, CAPACITY, -CAPACITY, CAPACITY + 1, -CAPACITY - 1, 1 << 31, (1 << 31) - 1);
        return Stream.concat(
                instead.mapToObj(number -> _ -> number), further.mapToObj(number -> found -> found + number));
    }

    private void tryOut(SyncMode producers, SyncMode consumers, Call call, int used, Word word, IntUnaryOperator wild) {
        Ring ring = memory.make(producers, consumers);
        memory.storeAll(Purpose.PRODUCER, used - 3); // So that indices go through 2^32.
        memory.storeAll(Purpose.CONSUMER, -3);
        int found = memory.load(word.side(), word.offset());
        memory.store(word.side(), word.offset(), wild.applyAsInt(found));
        memory.remember();
        try (Producer producer = ring.producer();
                Consumer consumer = ring.consumer()) {
            producer.setPatience(Duration.ZERO);
            consumer.setPatience(Duration.ZERO);
            requireThatOnlookersAreSafe(ring, producer, consumer);
            SyncMode mode = call.side() == Purpose.PRODUCER ? producers : consumers;
            if (!mayWaitForATail(call, mode)) {
                call(call, mode, producer, consumer);
                requireThatOnlookersAreSafe(ring, producer, consumer);
            }
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(
                    "%s with %d in the ring, %s, %d overwritten with %d"
                            .formatted(call.name(), used, word, found, wild.applyAsInt(found)),
                    e);
        }
        GuardedRing.requireThatAResetHeals(ring);
    }

    private void call(Call call, SyncMode mode, Producer producer, Consumer consumer) {
        Arrays.fill(values, NOTHING);
        try {
            int moved = call.body().applyAsInt(producer, consumer);
            assertThat(moved).isBetween(0, CAPACITY);
            if (call.side() == Purpose.CONSUMER) {
                assertThat(Arrays.stream(values).limit(moved)).allMatch(memory::isOfTheTable);
                assertThat(Arrays.stream(values).skip(moved)).containsOnly(NOTHING);
            }
            memory.requireChangedOnlyBy(call.side());
            returned++;
        } catch (AnnulusException e) {
            errors.merge(e.reason(), 1, Integer::sum);
            if (e.reason() == Reason.STALLED) {
                assertThat(mode).isIn(SyncMode.MULTI_RTS, SyncMode.MULTI_HTS);
                memory.requireUnchanged();
            } else {
                assertThat(e.reason()).isEqualTo(Reason.WILD_INDEX);
                memory.requireChangedOnlyBy(call.side());
            }
        }
    }

    // A MULTI side waits without end for a tail that may still come.
    private boolean mayWaitForATail(Call call, SyncMode mode) {
        int head = memory.load(call.side(), HeadTailLayout.HEAD_OFFSET);
        int tail = memory.load(call.side(), HeadTailLayout.TAIL_OFFSET);
        return mode == SyncMode.MULTI && head - tail > 0 && head - tail <= CAPACITY;
    }

    private void requireThatOnlookersAreSafe(Ring ring, Producer producer, Consumer consumer) {
        assertThat(ring.count()).isBetween(0, CAPACITY);
        assertThat(ring.freeCount()).isEqualTo(CAPACITY - ring.count());
        assertThat(producer.freeAfter()).isBetween(0, CAPACITY);
        assertThat(consumer.availableAfter()).isBetween(0, CAPACITY);
        RingInfo info = ring.info();
        assertThat(info.used() + info.free()).isEqualTo(CAPACITY);
        assertThat(ring.stalls())
                .hasSizeLessThanOrEqualTo(2)
                .allSatisfy(stall -> assertThat(stall.describe()).contains("roles open"));
        assertThat(isFoundSound(ring)).isEqualTo(isSound(info));
    }

    private static boolean isSound(RingInfo info) {
        int used = info.producers().tail() - info.consumers().tail();
        return isPossible(used, CAPACITY)
                && isPossible(info.producers().reserved(), CAPACITY - used)
                && isPossible(info.consumers().reserved(), used)
                && isCountedRight(info.producers())
                && isCountedRight(info.consumers());
    }

    /** There is an element or more in each operation in progress, and in no operation none. */
    private static boolean isCountedRight(SideInfo side) {
        int operations = side.headCount() - side.tailCount();
        boolean right = isPossible(operations, side.reserved()) && (operations == 0) == (side.reserved() == 0);
        return right || side.mode() != SyncMode.MULTI_RTS;
    }

    private static boolean isPossible(int elements, int most) {
        return elements >= 0 && elements <= most;
    }

    private static boolean isFoundSound(Ring ring) {
        try {
            ring.requireSoundIndices();
            return true;
        } catch (AnnulusException e) {
            assertThat(e.reason()).isEqualTo(Reason.WILD_INDEX);
            return false;
        }
    }

    private int fill(Reservation room) {
        if (room.count() != 0) {
            room.put(0, values, 0, room.count());
            room.commit();
        }
        return room.count();
    }

    private int copyOut(Reservation next) {
        if (next.count() != 0) {
            next.get(0, values, 0, next.count());
            next.commit();
        }
        return next.count();
    }
}
