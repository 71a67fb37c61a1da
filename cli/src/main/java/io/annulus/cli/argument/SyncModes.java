// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.argument;

import io.annulus.ring.SyncMode;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The words for sync modes on the command line and in JSON. */
public final class SyncModes implements ITypeConverter<SyncMode> {

    /** Made by picocli. */
    public SyncModes() {}

    @Override
    public SyncMode convert(String text) {
        for (SyncMode mode : SyncMode.values()) {
            if (word(mode).equals(text)) {
                return mode;
            }
        }
        throw new TypeConversionException("expected single, multi, rts or hts, found '" + text + "'");
    }

    /** Such as {@code single}. */
    public static String word(SyncMode mode) {
        return switch (mode) {
            case SINGLE -> "single";
            case MULTI -> "multi";
            case MULTI_RTS -> "rts";
            case MULTI_HTS -> "hts";
        };
    }
}
