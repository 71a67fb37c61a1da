// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.ring;

import io.annulus.cli.output.CommandFailure;
import io.annulus.cli.output.ExitCode;
import java.math.BigInteger;
import java.util.regex.Pattern;

/**
 * Elements as numbers: a value is the whole element, unsigned, little-endian.
 *
 * @param elementSize bytes of an element
 */
record ValueCodec(int elementSize) {
    private static final int LONGEST_DECIMAL = 8;
    private static final Pattern DECIMAL = Pattern.compile("[0-9]+");
    private static final Pattern HEXADECIMAL = Pattern.compile("0[xX][0-9a-fA-F]+");

    /** The bytes of the value somebody typed. */
    byte[] encode(String text) {
        BigInteger value;
        if (HEXADECIMAL.matcher(text).matches()) {
            value = new BigInteger(text.substring(2), 16);
        } else if (DECIMAL.matcher(text).matches()) {
            value = new BigInteger(text);
        } else {
            throw invalid(text);
        }
        if (value.bitLength() > elementSize * Byte.SIZE) {
            throw invalid(text);
        }
        byte[] bigEndian = value.toByteArray();
        byte[] element = new byte[elementSize];
        for (int i = 0; i < Math.min(element.length, bigEndian.length); i++) {
            element[i] = bigEndian[bigEndian.length - 1 - i];
        }
        return element;
    }

    private CommandFailure invalid(String text) {
        String most = elementSize <= LONGEST_DECIMAL
                ? BigInteger.ONE
                        .shiftLeft(elementSize * Byte.SIZE)
                        .subtract(BigInteger.ONE)
                        .toString()
                : "2^" + elementSize * Byte.SIZE + " - 1";
        return new CommandFailure(
                ExitCode.USAGE,
                "value '" + text + "': expected a number from 0 to " + most + ", decimal or 0x and hexadecimal, for an"
                        + " element of " + elementSize + " bytes.");
    }

    /** The value of one of several elements. */
    String decode(byte[] elements, int index, Notation notation) {
        byte[] bigEndian = new byte[elementSize];
        for (int i = 0; i < elementSize; i++) {
            bigEndian[elementSize - 1 - i] = elements[index * elementSize + i];
        }
        BigInteger value = new BigInteger(1, bigEndian);
        return notation == Notation.HEXADECIMAL || elementSize > LONGEST_DECIMAL
                ? "0x" + value.toString(16)
                : value.toString();
    }

    /** Characters of the longest value and its line end. */
    int longestLine() {
        return 2 * elementSize + 4;
    }
}
