// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.handover;

import io.annulus.error.AnnulusException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What a successor wants to find, so that it is refused before anything is done for it. What is empty is taken as it is.
 *
 * @param purpose what it is going to do
 * @param bytes of the memory
 * @param vectors of each peer
 * @param memory what it is, such as {@code shm:market}
 */
public record Wish(Purpose purpose, OptionalLong bytes, OptionalInt vectors, Optional<String> memory) {
    private static final int ANY_VECTORS = -1;

    /**
     * Whatever there is.
     *
     * @param purpose what for
     * @return the wish
     */
    public static Wish anything(Purpose purpose) {
        return new Wish(purpose, OptionalLong.empty(), OptionalInt.empty(), Optional.empty());
    }

    void write(Page page) {
        page.marked(Kind.HELLO, HandOverLayout.VERSION)
                .put(HandOverLayout.BYTES_OFFSET, bytes.orElse(0))
                .put(HandOverLayout.VECTORS_OFFSET, vectors.orElse(ANY_VECTORS))
                .put(HandOverLayout.PURPOSE_OFFSET, purpose.number())
                .put(memory.orElse(""));
    }

    static Wish read(Page page) {
        long bytes = page.countAt(HandOverLayout.BYTES_OFFSET, "bytes");
        int vectors = page.intAt(HandOverLayout.VECTORS_OFFSET, ANY_VECTORS, HandOverLayout.MOST_VECTORS, "vectors");
        int purpose = page.intAt(HandOverLayout.PURPOSE_OFFSET);
        String memory = page.text();
        return new Wish(
                Purpose.of(purpose).orElseThrow(() -> Page.broken("a purpose", Integer.toString(purpose))),
                bytes == 0 ? OptionalLong.empty() : OptionalLong.of(bytes),
                vectors == ANY_VECTORS ? OptionalInt.empty() : OptionalInt.of(vectors),
                memory.isEmpty() ? Optional.empty() : Optional.of(memory));
    }

    /** Refuses what is there if it is something else. */
    void requireMet(Premises premises, int thereVectors) {
        require(bytes.orElse(premises.memory().bytes()), premises.memory().bytes(), "bytes of memory");
        require(vectors.orElse(thereVectors), thereVectors, "vectors");
        String there = asSent(premises.label());
        String wanted = memory.map(Wish::asSent).orElse(there);
        if (!wanted.equals(there)) {
            throw disagreement(wanted + " as memory", there);
        }
    }

    private static void require(long wanted, long there, String what) {
        if (wanted != there) {
            throw disagreement(wanted + " " + what, Long.toString(there));
        }
    }

    private static AnnulusException disagreement(String wanted, String there) {
        return Objection.DISAGREES.because("expected " + wanted + ", found " + there);
    }

    /** A long text is cut on its way. */
    private static String asSent(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new String(bytes, 0, Math.min(bytes.length, HandOverLayout.TEXT_ROOM), StandardCharsets.UTF_8);
    }
}
