// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.argument;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the number of a vector of one's own, of which a PCI device has up to 2048. */
public final class VectorConverter implements ITypeConverter<Integer> {
    private static final int HIGHEST = 2047;

    /** Made by picocli. */
    public VectorConverter() {}

    @Override
    public Integer convert(String text) {
        if (!text.matches("[0-9]{1,4}") || Integer.parseInt(text) > HIGHEST) {
            throw new TypeConversionException("expected 0 to " + HIGHEST + ", found '" + text + "'");
        }
        return Integer.valueOf(text);
    }
}
