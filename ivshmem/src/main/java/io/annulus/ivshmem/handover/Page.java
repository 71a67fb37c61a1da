// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.handover;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The bytes of one record: written before it is sent, or read after it has come. */
final class Page {
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final MemorySegment bytes;

    Page(Arena arena) {
        bytes = arena.allocate(HandOverLayout.SIZE, Long.BYTES);
    }

    MemorySegment bytes() {
        return bytes;
    }

    /** Begins anew. */
    Page of(Kind kind, int number) {
        bytes.fill((byte) 0);
        return put(HandOverLayout.KIND_OFFSET, kind.number()).put(HandOverLayout.NUMBER_OFFSET, number);
    }

    /** The same with the magic. */
    Page marked(Kind kind, int number) {
        return of(kind, number).put(HandOverLayout.MAGIC_OFFSET, HandOverLayout.MAGIC);
    }

    Page put(long offset, int value) {
        bytes.set(INT, offset, value);
        return this;
    }

    Page put(long offset, long value) {
        bytes.set(LONG, offset, value);
        return this;
    }

    /** As much of a text as there is room for. */
    Page put(String text) {
        byte[] all = text.getBytes(StandardCharsets.UTF_8);
        int length = Math.min(all.length, HandOverLayout.TEXT_ROOM);
        MemorySegment.copy(all, 0, bytes, ValueLayout.JAVA_BYTE, HandOverLayout.TEXT_OFFSET, length);
        return put(HandOverLayout.TEXT_LENGTH_OFFSET, length);
    }

    int intAt(long offset) {
        return bytes.get(INT, offset);
    }

    long longAt(long offset) {
        return bytes.get(LONG, offset);
    }

    /** A number that must be in a range. */
    int intAt(long offset, int least, int most, String what) {
        int value = intAt(offset);
        if (value < least || value > most) {
            throw broken(what + " of " + least + " to " + most, Integer.toString(value));
        }
        return value;
    }

    /** A count that must not be negative. */
    long countAt(long offset, String what) {
        long value = longAt(offset);
        if (value < 0) {
            throw broken(what + " of 0 or more", Long.toString(value));
        }
        return value;
    }

    /** The text; what no terminal should see is a question mark. */
    String text() {
        int length = intAt(HandOverLayout.TEXT_LENGTH_OFFSET, 0, HandOverLayout.TEXT_ROOM, "a text");
        byte[] text = bytes.asSlice(HandOverLayout.TEXT_OFFSET, length).toArray(ValueLayout.JAVA_BYTE);
        return new String(text, StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}", "?");
    }

    Optional<Kind> kind() {
        return Kind.of(intAt(HandOverLayout.KIND_OFFSET));
    }

    int number() {
        return intAt(HandOverLayout.NUMBER_OFFSET);
    }

    boolean hasMagic() {
        return longAt(HandOverLayout.MAGIC_OFFSET) == HandOverLayout.MAGIC;
    }

    static AnnulusException broken(String expected, String found) {
        return new AnnulusException(
                Reason.BAD_MESSAGE,
                "hand-over: expected " + expected + ", found " + found,
                "Look whether both sides are Annulus; the one that had everything before has it still");
    }
}
