// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.argument;

import java.util.OptionalInt;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * One of several, or all.
 *
 * @param number which; empty for all
 */
public record NumberOrAll(OptionalInt number) {
    private static final int HIGHEST = 65_535;

    /** For picocli. */
    public static final class Converter implements ITypeConverter<NumberOrAll> {
        /** Made by picocli. */
        public Converter() {}

        @Override
        public NumberOrAll convert(String text) {
            if (text.equals("all")) {
                return new NumberOrAll(OptionalInt.empty());
            }
            if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) > HIGHEST) {
                throw new TypeConversionException("expected 0 to " + HIGHEST + ", or all, found '" + text + "'");
            }
            return new NumberOrAll(OptionalInt.of(Integer.parseInt(text)));
        }
    }
}
