// SPDX-License-Identifier: Apache-2.0
package io.annulus.interop.golden;

import io.annulus.interop.Shape;
import io.annulus.region.AbiProfile;
import io.annulus.ring.RingSpec;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** A ring that {@code golden_image} printed. */
final class GoldenImage {
    private static final long PAGE = 4096;

    private final AbiProfile profile;
    private final RingSpec spec;
    private final int start;
    private final byte[] bytes;

    private GoldenImage(AbiProfile profile, String heading) {
        String[] numbers = heading.split(" ", -1);
        int flags = Integer.parseInt(numbers[1]);
        this.profile = profile;
        this.spec = Shape.ofFlags(flags, Integer.parseInt(numbers[2]), Integer.parseInt(numbers[3]));
        this.start = Integer.parseUnsignedInt(numbers[4]);
        this.bytes = new byte[Integer.parseInt(numbers[5])];
    }

    /** Those with this cache line. */
    static List<GoldenImage> all(AbiProfile profile) {
        List<GoldenImage> images = new ArrayList<>();
        for (String line : lines(profile)) {
            if (line.startsWith("ring ")) {
                images.add(new GoldenImage(profile, line));
            } else {
                images.getLast().fill(line);
            }
        }
        return images;
    }

    /** The file of all of them. */
    static List<String> lines(AbiProfile profile) {
        String name = "/golden/cache-line-" + profile.cacheLine() + ".txt";
        try (InputStream file = GoldenImage.class.getResourceAsStream(name)) {
            return new String(file.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void fill(String line) {
        int colon = line.indexOf(':');
        byte[] piece = HexFormat.ofDelimiter(" ").parseHex(line.substring(colon + 2));
        System.arraycopy(piece, 0, bytes, Integer.parseInt(line.substring(0, colon)), piece.length);
    }

    AbiProfile profile() {
        return profile;
    }

    RingSpec spec() {
        return spec;
    }

    /** Where its indices began. */
    int start() {
        return start;
    }

    byte[] bytes() {
        return bytes.clone();
    }

    /** As much memory as it takes, full of zeros. */
    MemorySegment place() {
        return Arena.ofAuto().allocate(bytes.length, PAGE);
    }

    /** The ring in memory. */
    MemorySegment memory() {
        return place().copyFrom(MemorySegment.ofArray(bytes));
    }

    @Override
    public String toString() {
        return spec + " from " + Integer.toUnsignedString(start) + ", " + profile;
    }
}
