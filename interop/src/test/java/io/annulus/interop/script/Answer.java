// SPDX-License-Identifier: Apache-2.0
package io.annulus.interop.script;

import io.annulus.ring.Reservation;
import io.annulus.ring.Ring;
import io.annulus.ring.RingInfo;
import io.annulus.ring.SideInfo;
import io.annulus.ring.SyncMode;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.StringJoiner;

/**
 * All there is to see after a command, {@code struct answer} of {@code ring_script.c} with the elements and the memory that
 * follow it, as bytes: two answers are the same if all of these are.
 */
final class Answer {
    static final int HEADER_BYTES = 76;
    static final int ELEMENTS_OFFSET = 68;
    static final int MEMORY_OFFSET = 72;

    private static final List<String> FIELDS = List.of(
            "result",
            "room",
            "at1",
            "n1",
            "at2",
            "count",
            "free",
            "full",
            "empty",
            "size",
            "capacity",
            "producer sync",
            "consumer sync",
            "producer single",
            "consumer single",
            "producer distance",
            "consumer distance");
    private static final long NO_DISTANCE = 0xffff_ffffL;
    private static final int LINE = 16;

    private final byte[] bytes;

    /** One that is complete. */
    Answer(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * What only the command's own call can tell.
     *
     * @param result moved, reserved, or a negative error
     * @param room left after it
     * @param at1 where the first piece of a reservation lies in the ring
     * @param n1 how many elements lie in it
     * @param at2 where the second piece lies, or 0
     * @param elements that came out, with the memory around them
     */
    record Told(int result, int room, int at1, int n1, int at2, MemorySegment elements) {
        static Told nothing() {
            return result(0, 0);
        }

        static Told result(int result, int room) {
            return new Told(result, room, 0, 0, 0, MemorySegment.NULL);
        }

        Told with(MemorySegment shown) {
            return new Told(result, room, at1, n1, at2, shown);
        }

        /** Where a reservation lies in the ring, if it is one. */
        Told at(Reservation reservation, MemorySegment ring) {
            return result == 0
                    ? this
                    : new Told(
                            result,
                            room,
                            offset(reservation.first(), ring),
                            reservation.firstCount(),
                            reservation.second().byteSize() == 0 ? 0 : offset(reservation.second(), ring),
                            elements);
        }

        private static int offset(MemorySegment piece, MemorySegment ring) {
            return Math.toIntExact(piece.address() - ring.address());
        }
    }

    /** Asks our ring everything that can be asked. */
    static Answer of(Told told, Ring ring, MemorySegment memory) {
        RingInfo info = ring.info();
        int elements = Math.toIntExact(told.elements().byteSize());
        int all = HEADER_BYTES + elements + Math.toIntExact(memory.byteSize());
        ByteBuffer buffer = ByteBuffer.allocate(all).order(ByteOrder.LITTLE_ENDIAN);
        buffer.putInt(told.result()).putInt(told.room());
        buffer.putInt(told.at1()).putInt(told.n1()).putInt(told.at2());
        buffer.putInt(ring.count()).putInt(ring.freeCount());
        buffer.putInt(ring.isFull() ? 1 : 0).putInt(ring.isEmpty() ? 1 : 0);
        buffer.putInt(ring.size()).putInt(ring.capacity());
        buffer.putInt(info.producers().mode().number())
                .putInt(info.consumers().mode().number());
        buffer.putInt(single(info.producers())).putInt(single(info.consumers()));
        buffer.putInt(distance(info.producers())).putInt(distance(info.consumers()));
        buffer.putInt(elements).putInt(Math.toIntExact(memory.byteSize()));
        MemorySegment to = MemorySegment.ofArray(buffer.array());
        MemorySegment.copy(told.elements(), 0, to, HEADER_BYTES, elements);
        MemorySegment.copy(memory, 0, to, (long) HEADER_BYTES + elements, memory.byteSize());
        return new Answer(buffer.array());
    }

    private static int single(SideInfo side) {
        return side.mode() == SyncMode.SINGLE ? 1 : 0;
    }

    private static int distance(SideInfo side) {
        return (int) side.headTailDistance().orElse(NO_DISTANCE);
    }

    /** DPDK's result, or the number of elements moved or reserved. */
    int result() {
        return header().getInt(0);
    }

    boolean isSameAs(Answer other) {
        return Arrays.equals(bytes, other.bytes);
    }

    /** All of it, for people; of the memory, the lines that are not the same as another's. */
    String describe(Answer other) {
        ByteBuffer header = header();
        StringJoiner all = new StringJoiner(", ");
        for (String field : FIELDS) {
            all.add(field + " " + Integer.toUnsignedString(header.getInt()));
        }
        byte[] elements = elements();
        StringBuilder text = new StringBuilder(all.toString());
        text.append("\n    elements ").append(HexFormat.of().formatHex(elements));
        byte[] memory = memory();
        byte[] otherMemory = other.memory();
        for (int at = 0; at < memory.length; at += LINE) {
            byte[] line = Arrays.copyOfRange(memory, at, Math.min(at + LINE, memory.length));
            if (at >= otherMemory.length
                    || !Arrays.equals(line, Arrays.copyOfRange(otherMemory, at, at + line.length))) {
                text.append("\n    ring byte %5d: ".formatted(at - ScriptedRing.GUARD))
                        .append(HexFormat.ofDelimiter(" ").formatHex(line));
            }
        }
        return text.toString();
    }

    private byte[] elements() {
        return Arrays.copyOfRange(bytes, HEADER_BYTES, HEADER_BYTES + header().getInt(ELEMENTS_OFFSET));
    }

    private byte[] memory() {
        return Arrays.copyOfRange(bytes, HEADER_BYTES + header().getInt(ELEMENTS_OFFSET), bytes.length);
    }

    private ByteBuffer header() {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
