// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.ivshmem;

import io.annulus.ivshmem.server.MemorySource;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Where memory comes from: {@code memfd}, {@code shm:NAME}, {@code file:PATH}, {@code hugetlbfs:DIR}. */
final class MemoryConverter implements ITypeConverter<MemorySource> {

    /** Made by picocli. */
    MemoryConverter() {}

    @Override
    public MemorySource convert(String text) {
        int colon = text.indexOf(':');
        String kind = colon < 0 ? text : text.substring(0, colon);
        String rest = colon < 0 ? "" : text.substring(colon + 1);
        if (text.equals("memfd")) {
            return new MemorySource.Sealed();
        }
        if (!rest.isEmpty()) {
            switch (kind) {
                case "shm" -> {
                    return new MemorySource.Named(rest);
                }
                case "file" -> {
                    return new MemorySource.InFile(Path.of(rest));
                }
                case "hugetlbfs" -> {
                    return new MemorySource.Huge(Path.of(rest));
                }
                default -> {}
            }
        }
        throw new TypeConversionException("expected memfd, shm:NAME, file:PATH or hugetlbfs:DIR, found '" + text + "'");
    }
}
