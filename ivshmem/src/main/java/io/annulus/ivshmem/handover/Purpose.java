// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.handover;

import java.util.Optional;
import java.util.stream.Stream;

/** What a successor is going to do. */
public enum Purpose {
    /** Serve on. */
    SERVE(1, "serves on"),
    /** Keep everything for the next. */
    HOLD(2, "keeps everything for the next");

    private final int number;
    private final String words;

    Purpose(int number, String words) {
        this.number = number;
        this.words = words;
    }

    int number() {
        return number;
    }

    static Optional<Purpose> of(int number) {
        return Stream.of(values()).filter(purpose -> purpose.number == number).findFirst();
    }

    /**
     * In words.
     *
     * @return such as {@code serves on}
     */
    public String words() {
        return words;
    }
}
