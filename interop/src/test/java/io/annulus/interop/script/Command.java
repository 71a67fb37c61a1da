// SPDX-License-Identifier: Apache-2.0
package io.annulus.interop.script;

import java.nio.ByteBuffer;

/**
 * One command of a script, {@code struct command} of {@code ring_script.c}.
 *
 * @param operation what to do
 * @param count with how many elements
 * @param form in which of several equivalent ways: bits for C, and bits for us
 * @param other a second number
 * @param first the number that the first element stands for
 */
record Command(Operation operation, int count, int form, int other, long first) {
    static final int BYTES = 24;

    /** The elements to copy are one byte off (C, and ours outside the heap). */
    static final int UNALIGNED = 4;

    /** With arrays and numbers, if the elements are of 4 or 8 bytes; otherwise with segments. */
    static final int ARRAYS = 0x100;
    /** With segments outside the heap. */
    static final int NATIVE = 0x200;
    /** Through the second of two roles, which has not seen what the first one did. */
    static final int SECOND_ROLE = 0x400;
    /** By the method that names what happens: commit of all, cancel. */
    static final int NAMED_END = 0x800;

    private static final int FORMS_OF_C = 8;
    private static final int FORMS_OF_OURS = 16;

    /** How many forms there are. */
    static final int FORMS = FORMS_OF_C * FORMS_OF_OURS;

    /** The number of a form as bits. */
    static int form(int number) {
        return (number % FORMS_OF_C) | (number / FORMS_OF_C * ARRAYS);
    }

    boolean is(int bit) {
        return (form & bit) != 0;
    }

    void writeTo(ByteBuffer buffer) {
        buffer.putInt(operation.number())
                .putInt(count)
                .putInt(form)
                .putInt(other)
                .putLong(first);
    }
}
