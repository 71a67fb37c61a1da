// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.argument;

import io.annulus.region.Region;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Where a region is.
 *
 * @param path a name without a directory leads to {@code /dev/shm}
 */
public record RegionPath(Path path) {

    /** For picocli. */
    public static final class Converter implements ITypeConverter<RegionPath> {
        /** Made by picocli. */
        public Converter() {}

        @Override
        public RegionPath convert(String text) {
            if (text.isBlank() || text.endsWith("/")) {
                throw new TypeConversionException("expected a file's path or name, found '" + text + "'");
            }
            return new RegionPath(Region.resolve(text));
        }
    }
}
