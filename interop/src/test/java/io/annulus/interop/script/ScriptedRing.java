// SPDX-License-Identifier: Apache-2.0
package io.annulus.interop.script;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import io.annulus.interop.Elements;
import io.annulus.interop.Shape;
import io.annulus.interop.script.Answer.Told;
import io.annulus.region.AbiProfile;
import io.annulus.ring.Consumer;
import io.annulus.ring.Producer;
import io.annulus.ring.Reservation;
import io.annulus.ring.Ring;
import io.annulus.ring.RingSpec;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.stream.Stream;

/** The ring in our own hands: does what a command says, with two roles on each side of which either may be asked next. */
final class ScriptedRing {
    /** Bytes on either side of the ring that nobody may touch. */
    static final int GUARD = 64;

    private static final long LINE = 64;
    private static final int ROLES = 2;
    private static final int LONGEST_COMMAND = 128;
    private static final int NOT_SUPPORTED = -95;
    private static final long TABLE = 384;

    private final MemorySegment memory;
    private final MemorySegment place;
    private final MemorySegment outsideTheHeap;
    private final Elements numbers;
    private final Ring ring;
    private List<Producer> producers = List.of();
    private List<Consumer> consumers = List.of();
    private Reservation room;
    private Reservation next;

    /** A new ring, its indices at a number, in memory full of rubbish. */
    ScriptedRing(RingSpec spec, int start) {
        long bytes = (TABLE + (long) spec.size() * spec.elementSize() + LINE - 1) & -LINE;
        this.memory = Arena.ofAuto().allocate(bytes + 2 * GUARD, GUARD).fill(UserMemory.RUBBISH);
        this.place = memory.asSlice(GUARD, bytes);
        this.outsideTheHeap = Arena.ofAuto().allocate((long) LONGEST_COMMAND * spec.elementSize(), GUARD);
        this.numbers = new Elements(spec.elementSize());
        this.ring = Ring.createRaw(place, "script", spec, AbiProfile.LINE_64);
        Shape.seed(place, spec, AbiProfile.LINE_64, start);
        openRoles();
    }

    private void openRoles() {
        producers = Stream.generate(ring::producer).limit(ROLES).toList();
        consumers = Stream.generate(ring::consumer).limit(ROLES).toList();
    }

    private void reset() {
        producers.forEach(Producer::close);
        consumers.forEach(Consumer::close);
        ring.reset();
        openRoles();
    }

    int capacity() {
        return ring.capacity();
    }

    /** The reservation that a producer has begun and not finished, perhaps of no slots, or null. */
    Reservation room() {
        return room;
    }

    /** The reservation that a consumer has begun and not finished, perhaps of no elements, or null. */
    Reservation next() {
        return next;
    }

    Answer carryOut(Command command) {
        return Answer.of(told(command), ring, memory);
    }

    private Told told(Command command) {
        return switch (command.operation()) {
            case MAKE -> Told.nothing();
            case ENQUEUE_BULK -> enqueued(given(command).enqueueBulk(producer(command)), command);
            case ENQUEUE_BURST -> enqueued(given(command).enqueueBurst(producer(command)), command);
            case ENQUEUE_ONE -> Told.result(given(command).enqueueOne(producer(command)), 0);
            case DEQUEUE_BULK -> {
                UserMemory to = empty(command);
                yield dequeued(to.dequeueBulk(consumer(command)), command).with(to.elements());
            }
            case DEQUEUE_BURST -> {
                UserMemory to = empty(command);
                yield dequeued(to.dequeueBurst(consumer(command)), command).with(to.elements());
            }
            case DEQUEUE_ONE -> {
                UserMemory to = empty(command);
                yield Told.result(to.dequeueOne(consumer(command)), 0).with(to.elements());
            }
            case START_ENQUEUE_BULK, START_ENQUEUE_BULK_ZC -> {
                room = producer(command).reserveBulk(command.count());
                yield startedEnqueue(command);
            }
            case START_ENQUEUE_BURST, START_ENQUEUE_BURST_ZC -> {
                room = producer(command).reserveBurst(command.count());
                yield startedEnqueue(command);
            }
            case FINISH_ENQUEUE -> {
                if (command.count() > 0) {
                    given(command).putInto(room);
                }
                yield finishedEnqueue(command);
            }
            case FINISH_ENQUEUE_ZC -> {
                new InPlace(room, ring.elementSize()).fill(command, command.other());
                yield finishedEnqueue(command);
            }
            case START_DEQUEUE_BULK, START_DEQUEUE_BULK_ZC -> {
                next = consumer(command).reserveBulk(command.count());
                yield startedDequeue(command);
            }
            case START_DEQUEUE_BURST, START_DEQUEUE_BURST_ZC -> {
                next = consumer(command).reserveBurst(command.count());
                yield startedDequeue(command);
            }
            case FINISH_DEQUEUE -> finishedDequeue(command);
            case FINISH_DEQUEUE_ZC -> {
                MemorySegment seen = new InPlace(next, ring.elementSize()).copy(command);
                yield finishedDequeue(command).with(seen);
            }
            case RESET -> {
                reset();
                yield Told.nothing();
            }
            case SET_PRODUCER_DISTANCE ->
                distanceSet(() -> ring.setProducerHeadTailDistance(Integer.toUnsignedLong(command.count())));
            case SET_CONSUMER_DISTANCE ->
                distanceSet(() -> ring.setConsumerHeadTailDistance(Integer.toUnsignedLong(command.count())));
        };
    }

    private Told enqueued(int moved, Command command) {
        return Told.result(moved, producer(command).freeAfter());
    }

    private Told dequeued(int moved, Command command) {
        return Told.result(moved, consumer(command).availableAfter());
    }

    private Told startedEnqueue(Command command) {
        Told told = enqueued(room.count(), command);
        return command.operation().isZeroCopy() ? told.at(room, place) : told;
    }

    private Told startedDequeue(Command command) {
        Told told = dequeued(next.count(), command);
        if (command.operation().isZeroCopy()) {
            return told.at(next, place);
        }
        UserMemory to = empty(command);
        if (next.count() > 0) {
            to.getFrom(next);
        }
        return told.with(to.elements());
    }

    private Told finishedEnqueue(Command command) {
        end(room, command);
        room = null;
        return Told.nothing();
    }

    private Told finishedDequeue(Command command) {
        end(next, command);
        next = null;
        return Told.nothing();
    }

    private static void end(Reservation reservation, Command command) {
        int count = command.count();
        if (command.is(Command.NAMED_END) && count == reservation.count()) {
            reservation.commit();
        } else if (command.is(Command.NAMED_END) && count == 0) {
            reservation.cancel();
        } else if (command.is(Command.ARRAYS) && count == 0) {
            reservation.close();
        } else {
            reservation.commit(count);
        }
    }

    private static Told distanceSet(Runnable setting) {
        try {
            setting.run();
            return Told.nothing();
        } catch (AnnulusException e) {
            if (e.reason() != Reason.UNSUPPORTED_MODE) {
                throw e;
            }
            return Told.result(NOT_SUPPORTED, 0);
        }
    }

    private UserMemory given(Command command) {
        return empty(command).filled(command, numbers);
    }

    private UserMemory empty(Command command) {
        return UserMemory.of(command, ring.elementSize(), outsideTheHeap);
    }

    private Producer producer(Command command) {
        return producers.get(command.is(Command.SECOND_ROLE) ? 1 : 0);
    }

    private Consumer consumer(Command command) {
        return consumers.get(command.is(Command.SECOND_ROLE) ? 1 : 0);
    }
}
