// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.guest;

import io.annulus.cli.argument.ByteSize;
import io.annulus.cli.argument.DevicePath;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/**
 * The words {@code [BDF] OFFSET [COUNT]}: which device's memory, and where in it.
 *
 * @param place the device
 * @param numbers the offset, and what else there is
 */
record MemoryRange(DevicePath place, List<Long> numbers) {

    /** Takes them apart: only a device's address has a colon in it, or is the word {@code auto}. */
    static MemoryRange of(List<String> words, int numbers, CommandSpec command) {
        try {
            String first = words.isEmpty() ? "" : words.getFirst();
            boolean isNamed = first.contains(":") || first.equals("auto");
            List<String> rest = isNamed ? words.subList(1, words.size()) : words;
            if (rest.size() != numbers) {
                throw new TypeConversionException("expected " + (numbers == 1 ? "OFFSET" : "OFFSET and COUNT")
                        + ", found " + rest.size() + (rest.size() == 1 ? " number" : " numbers"));
            }
            ByteSize.Converter size = new ByteSize.Converter();
            return new MemoryRange(
                    isNamed ? new DevicePath.Converter().convert(first) : DevicePath.auto(),
                    rest.stream().map(word -> size.convert(word).bytes()).toList());
        } catch (TypeConversionException e) {
            throw new ParameterException(command.commandLine(), e.getMessage(), e);
        }
    }

    long offset() {
        return numbers.getFirst();
    }
}
