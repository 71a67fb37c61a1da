// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.argument;

import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A number of bytes as people write it: {@code 4096}, {@code 0x1000}, {@code 64K}, {@code 64M}, {@code 1GiB}. K, M and G
 * are powers of 1024.
 *
 * @param bytes 0 or more
 */
public record ByteSize(long bytes) {
    private static final Pattern DECIMAL = Pattern.compile("([0-9]+)([KMGT]?)(?:I?B)?");
    private static final Pattern HEXADECIMAL = Pattern.compile("0[xX]([0-9a-fA-F]+)");
    private static final String UNITS = "KMGT";

    static ByteSize parse(String text) {
        Matcher hexadecimal = HEXADECIMAL.matcher(text);
        if (hexadecimal.matches()) {
            return of(new BigInteger(hexadecimal.group(1), 16), text);
        }
        Matcher decimal = DECIMAL.matcher(text.toUpperCase(Locale.ROOT));
        if (!decimal.matches()) {
            throw invalid(text);
        }
        int power = decimal.group(2).isEmpty() ? 0 : UNITS.indexOf(decimal.group(2)) + 1;
        return of(new BigInteger(decimal.group(1)).shiftLeft(10 * power), text);
    }

    private static ByteSize of(BigInteger bytes, String text) {
        if (bytes.bitLength() >= Long.SIZE) {
            throw invalid(text);
        }
        return new ByteSize(bytes.longValueExact());
    }

    private static TypeConversionException invalid(String text) {
        return new TypeConversionException(
                "expected a number of bytes such as 1048576, 512K, 64M or 1G, found '" + text + "'");
    }

    /** Such as {@code 64 MiB}; with one decimal where it is not whole. */
    public static String describe(long bytes) {
        int power = 0;
        while (power < UNITS.length() && bytes >= 1L << (10 * (power + 1))) {
            power++;
        }
        if (power == 0) {
            return bytes + " B";
        }
        double value = (double) bytes / (1L << (10 * power));
        String number = value == Math.rint(value)
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, "%.1f", value);
        return number + " " + UNITS.charAt(power - 1) + "iB";
    }

    /** For picocli. */
    public static final class Converter implements ITypeConverter<ByteSize> {
        /** Made by picocli. */
        public Converter() {}

        @Override
        public ByteSize convert(String text) {
            return parse(text);
        }
    }
}
