// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.ivshmem;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The number of a user or group, 0 to 4294967294, as the kernel has it: 32 bits without a sign. */
final class UserNumber implements ITypeConverter<Integer> {
    private static final long HIGHEST = 0xfffffffeL;

    /** Made by picocli. */
    UserNumber() {}

    @Override
    public Integer convert(String text) {
        if (!text.matches("[0-9]{1,10}") || Long.parseLong(text) > HIGHEST) {
            throw new TypeConversionException("expected a number of 0 to " + HIGHEST + ", found '" + text + "'");
        }
        return (int) Long.parseLong(text);
    }
}
