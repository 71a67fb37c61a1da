// SPDX-License-Identifier: Apache-2.0
package io.annulus.interop.script;

import static io.annulus.interop.script.Operation.*;

import io.annulus.interop.Shape;
import io.annulus.ring.Reservation;
import io.annulus.ring.RingSpec;
import io.annulus.ring.SyncMode;
import java.util.List;
import java.util.random.RandomGenerator;

/** Makes up a script for one ring, command by command, each allowed where the ring stands then. */
final class ScriptWriter {
    private static final List<Operation> ENQUEUES = List.of(ENQUEUE_BULK, ENQUEUE_BURST, ENQUEUE_ONE);
    private static final List<Operation> DEQUEUES = List.of(DEQUEUE_BULK, DEQUEUE_BURST, DEQUEUE_ONE);
    private static final List<Operation> ENQUEUE_STARTS =
            List.of(START_ENQUEUE_BULK, START_ENQUEUE_BURST, START_ENQUEUE_BULK_ZC, START_ENQUEUE_BURST_ZC);
    private static final List<Operation> DEQUEUE_STARTS =
            List.of(START_DEQUEUE_BULK, START_DEQUEUE_BURST, START_DEQUEUE_BULK_ZC, START_DEQUEUE_BURST_ZC);
    /** Commands for each reset, and for each other change that is no transfer. */
    private static final int SELDOM = 50;

    private final RandomGenerator random;
    private final RingSpec spec;
    private final ScriptedRing ring;
    private boolean roomInPlace;
    private boolean nextInPlace;

    ScriptWriter(RandomGenerator random, RingSpec spec, ScriptedRing ring) {
        this.random = random;
        this.spec = spec;
        this.ring = ring;
    }

    /** The command that makes the ring. */
    static Command make(RingSpec spec, int start) {
        return new Command(MAKE, spec.entries(), Shape.flags(spec), spec.elementSize(), Integer.toUnsignedLong(start));
    }

    /** The next one, to be carried out before the one after it is asked for. */
    Command next() {
        if (random.nextInt(SELDOM) == 0) {
            return aside();
        }
        if (random.nextBoolean()) {
            return ring.room() != null ? endOfRoom() : enqueue();
        }
        return ring.next() != null ? endOfNext() : dequeue();
    }

    private Command aside() {
        if (ring.room() == null && ring.next() == null && random.nextBoolean()) {
            return command(RESET, 0, 0);
        }
        Operation which = random.nextBoolean() ? SET_PRODUCER_DISTANCE : SET_CONSUMER_DISTANCE;
        int distance = switch (random.nextInt(4)) {
            case 0 -> 0;
            case 1 -> random.nextInt(ring.capacity() + 1);
            case 2 -> random.nextInt();
            default -> -1;
        };
        return command(which, distance, 0);
    }

    private Command enqueue() {
        Operation operation = transfer(spec.producers(), ENQUEUES, ENQUEUE_STARTS);
        roomInPlace = operation.isZeroCopy();
        return command(operation, operation == ENQUEUE_ONE ? 1 : amount(), 0);
    }

    private Command dequeue() {
        Operation operation = transfer(spec.consumers(), DEQUEUES, DEQUEUE_STARTS);
        nextInPlace = operation.isZeroCopy();
        return command(operation, operation == DEQUEUE_ONE ? 1 : amount(), 0);
    }

    private Operation transfer(SyncMode mode, List<Operation> whole, List<Operation> starts) {
        List<Operation> operations = Shape.canHold(mode) && random.nextBoolean() ? starts : whole;
        return operations.get(random.nextInt(operations.size()));
    }

    private Command endOfRoom() {
        int reserved = ring.room().count();
        int filled = random.nextInt(reserved + 1);
        return command(roomInPlace ? FINISH_ENQUEUE_ZC : FINISH_ENQUEUE, part(ring.room()), roomInPlace ? filled : 0);
    }

    private Command endOfNext() {
        return command(nextInPlace ? FINISH_DEQUEUE_ZC : FINISH_DEQUEUE, part(ring.next()), 0);
    }

    /** All, nothing, or whatever lies between. */
    private int part(Reservation reservation) {
        return switch (random.nextInt(4)) {
            case 0 -> 0;
            case 1 -> reservation.count();
            default -> random.nextInt(reservation.count() + 1);
        };
    }

    /** From nothing to more than the ring holds. */
    private int amount() {
        return switch (random.nextInt(8)) {
            case 0 -> 0;
            case 1 -> ring.capacity() + random.nextInt(4);
            case 2, 3 -> random.nextInt(Math.min(ring.capacity(), 6) + 1);
            default -> random.nextInt(ring.capacity() + 1);
        };
    }

    private Command command(Operation operation, int count, int other) {
        return new Command(operation, count, Command.form(random.nextInt(Command.FORMS)), other, random.nextLong());
    }
}
