// SPDX-License-Identifier: Apache-2.0
package io.annulus.region;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import java.nio.charset.StandardCharsets;

/**
 * What a new zone shall be.
 *
 * @param name 1 to 28 characters of ASCII from {@code !} to {@code ~}, without {@code /}; never shortened
 * @param kind what it holds
 * @param length bytes, 1 or more
 * @param spare bytes kept free behind it, not part of the zone
 * @param elementSize bytes of a ring's element; 0 for a raw zone
 */
public record ZoneSpec(String name, ZoneKind kind, long length, long spare, int elementSize) {

    /** Checks the name and the numbers. */
    public ZoneSpec {
        requireName(name);
        if (length < 1 || spare < 0 || length > Long.MAX_VALUE / 2 || spare > Long.MAX_VALUE / 4) {
            throw new AnnulusException(
                    Reason.BAD_SPEC,
                    "zone '" + name + "': expected a length of 1 byte or more, found " + length,
                    "Give the number of bytes the zone shall have");
        }
    }

    /**
     * A raw zone.
     *
     * @param name as above
     * @param length bytes
     * @return the specification
     */
    public static ZoneSpec raw(String name, long length) {
        return new ZoneSpec(name, ZoneKind.RAW, length, 0, 0);
    }

    /**
     * Checks a name of a zone or ring: the rule is DPDK's limit for ring names, in characters that are safe in file
     * names, shells and logs.
     *
     * @param name any string
     * @throws AnnulusException {@link Reason#BAD_NAME}
     */
    public static void requireName(String name) {
        boolean fits = !name.isEmpty()
                && name.length() <= DirectoryLayout.LONGEST_NAME
                && name.chars().allMatch(c -> c >= '!' && c <= '~' && c != '/');
        if (!fits) {
            throw new AnnulusException(
                    Reason.BAD_NAME,
                    "name '" + name + "': expected 1 to " + DirectoryLayout.LONGEST_NAME
                            + " ASCII characters without spaces or '/', found " + name.length() + " characters",
                    "Choose a shorter or plainer name; names are never shortened silently");
        }
    }

    /**
     * A name as it stands in memory that others can write: up to its first NUL, and fit for a terminal.
     *
     * @param bytes the field
     * @return the name, with {@code ?} for whatever cannot be part of one
     */
    public static String printable(byte[] bytes) {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < bytes.length && bytes[i] != 0; i++) {
            boolean plain = bytes[i] >= '!' && bytes[i] <= '~';
            name.append(plain ? (char) bytes[i] : '?');
        }
        return name.toString();
    }

    byte[] nameBytes() {
        byte[] padded = new byte[DirectoryLayout.NAME_SIZE];
        byte[] ascii = name.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(ascii, 0, padded, 0, ascii.length);
        return padded;
    }
}
