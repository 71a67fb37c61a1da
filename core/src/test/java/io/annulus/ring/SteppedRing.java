// SPDX-License-Identifier: Apache-2.0
package io.annulus.ring;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.memory.Mapping;
import io.annulus.region.AbiProfile;
import io.annulus.sync.Dispatch;
import io.annulus.sync.Reserved;
import io.annulus.sync.Side;
import io.annulus.sync.SideSync;
import io.annulus.sync.Whereabouts;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A real ring whose operations are taken step by step: the head's move, the copy, the tail's move, each done by the code
 * that enqueues and dequeues. Elements are letters. After any step it can be compared with a {@link Picture}.
 */
final class SteppedRing {
    private static final Pattern SUM = Pattern.compile(".* = (\\d+(?: [+−] \\d+)*) = (\\d+)");

    private static final Pattern TERM = Pattern.compile("((?:− )?)(\\d+)");

    private final MemorySegment memory;
    private final Ring ring;
    private final Table table;

    SteppedRing(RingSpec spec, int start) {
        memory = Arena.ofAuto().allocate(1024, 64);
        ring = Ring.createRaw(memory, "stepped", spec, AbiProfile.LINE_64);
        Start.at(ring, start);
        long offset = RingLayout.tableOffset(AbiProfile.LINE_64);
        table = new Table(offset, spec.size() - 1, spec.elementSize());
    }

    static SteppedRing of(SyncMode mode, int start) {
        return new SteppedRing(RingSpec.ofEntries(8).withProducers(mode).withConsumers(mode), start);
    }

    Ring ring() {
        return ring;
    }

    /** An operation: of {@code least} to {@code most} elements on one side, its head's move done. */
    record Operation(SideSync sync, long reserved) {
        int position() {
            return Reserved.position(reserved);
        }

        int count() {
            return Reserved.count(reserved);
        }

        void end() {
            Side side = sync.side();
            Dispatch.publish(side, sync, side.mapping(), position(), count());
        }
    }

    Operation enqueues(int least, int most) {
        return begin(producer(), least, most);
    }

    Operation dequeues(int least, int most) {
        return begin(consumer(), least, most);
    }

    private static Operation begin(SideSync sync, int least, int most) {
        Side side = sync.side();
        sync.setPatience(Duration.ZERO);
        return new Operation(sync, Dispatch.reserve(side, sync, side.mapping(), least, most));
    }

    /** The copy of an enqueue. */
    void write(Operation operation, String letters) {
        for (int i = 0; i < letters.length(); i++) {
            table.put(memory, operation.position() + i, (long) letters.charAt(i));
        }
    }

    /** The copy of a dequeue. */
    String read(Operation operation) {
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < operation.count(); i++) {
            letters.append((char) table.getLong(memory, operation.position() + i));
        }
        return letters.toString();
    }

    /** A whole operation. */
    SteppedRing enqueue(String letters) {
        Operation operation = enqueues(letters.length(), letters.length());
        write(operation, letters);
        operation.end();
        return this;
    }

    SteppedRing dequeue(String expected) {
        Operation operation = dequeues(expected.length(), expected.length());
        assertThat(read(operation)).isEqualTo(expected);
        operation.end();
        return this;
    }

    private SideSync producer() {
        return open(
                ring.producerOffset(),
                ring.consumerOffset(),
                ring.capacity(),
                ring.info().producers());
    }

    private SideSync consumer() {
        return open(ring.consumerOffset(), ring.producerOffset(), 0, ring.info().consumers());
    }

    private SideSync open(long own, long opposite, int base, SideInfo side) {
        Whereabouts where = new Whereabouts("stepped", () -> "nobody");
        int syncType = side.mode().number();
        return Dispatch.open(
                new Side(Mapping.of(memory), syncType, own, opposite, base, ring.capacity(), where),
                ring.elementSize());
    }

    /** The picture's indices, elements and sums are the ring's. */
    void shows(String name) {
        Picture picture = Picture.of(name);
        RingInfo info = ring.info();
        assertSide(name, picture, "producer", info.producers());
        assertSide(name, picture, "consumer", info.consumers());
        Map<Integer, Character> elements = picture.elements();
        elements.forEach((position, letter) ->
                assertThat((char) table.getLong(memory, position)).as(name).isEqualTo(letter));
        for (int i = 0; i < info.used(); i++) {
            assertThat(elements).as(name).containsKey(info.consumers().tail() + i);
        }
        picture.notes().forEach(note -> assertNote(name, note, info));
    }

    private static void assertSide(String name, Picture picture, String side, SideInfo real) {
        assertThat(picture.index(side, "head")).as("%s: %s head", name, side).isEqualTo(real.head());
        assertThat(picture.index(side, "tail")).as("%s: %s tail", name, side).isEqualTo(real.tail());
        if (real.mode() == SyncMode.MULTI_RTS) {
            assertThat(picture.count(side, "head"))
                    .as("%s: %s begun", name, side)
                    .isEqualTo(real.headCount());
            assertThat(picture.count(side, "tail"))
                    .as("%s: %s ended", name, side)
                    .isEqualTo(real.tailCount());
        }
    }

    private void assertNote(String name, String note, RingInfo info) {
        Matcher sum = SUM.matcher(note);
        if (!sum.matches()) {
            assertThat(note).as(name).doesNotContain(" = ");
            return;
        }
        int stated = Integer.parseUnsignedInt(sum.group(2));
        int evaluated = TERM.matcher(sum.group(1))
                .results()
                .mapToInt(
                        t -> Integer.parseUnsignedInt(t.group(2)) * (t.group(1).isEmpty() ? 1 : -1))
                .sum();
        assertThat(evaluated).as("%s: %s", name, note).isEqualTo(stated);
        SideInfo producers = info.producers();
        int real = switch (note.substring(0, note.indexOf(" = "))) {
            case "room" -> producer().side().room();
            case "available" -> consumer().side().room();
            case "elements" -> ring.count();
            case "new tail" -> producers.tail();
            case "head − tail" -> producers.reserved();
            case "operations in between" -> producers.headCount() - producers.tailCount();
            default -> throw new AssertionError(note);
        };
        assertThat(real).as("%s: %s", name, note).isEqualTo(stated);
    }
}
