// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.argument;

import io.annulus.ring.SyncMode;
import java.util.Iterator;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The words for sync modes on the command line. */
public final class SyncModes implements ITypeConverter<SyncMode>, Iterable<String> {

    /** Made by picocli. */
    public SyncModes() {}

    @Override
    public SyncMode convert(String text) {
        for (SyncMode mode : SyncMode.values()) {
            if (mode.word().equals(text)) {
                return mode;
            }
        }
        throw new TypeConversionException("expected single, multi, rts or hts, found '" + text + "'");
    }

    /** For completion in a shell. */
    @Override
    public Iterator<String> iterator() {
        return Stream.of(SyncMode.values()).map(SyncMode::word).iterator();
    }
}
