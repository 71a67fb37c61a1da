// SPDX-License-Identifier: Apache-2.0
package io.annulus.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A page with a place for figures in it, between two marks.
 *
 * @param path where it is
 */
record Page(Path path) {
    private static final String BEGIN = "<!-- figures: written by bench/run --write -->\n";
    private static final String END = "<!-- end of figures -->\n";

    /** Puts figures in the place of those that are there. */
    void write(String figures) {
        try {
            String page = Files.readString(path);
            int begin = page.indexOf(BEGIN);
            int end = page.indexOf(END);
            if (begin < 0 || end < begin) {
                throw new IllegalArgumentException(
                        path + ": expected the lines " + BEGIN.strip() + " and " + END.strip() + " in this order");
            }
            String before = page.substring(0, begin + BEGIN.length());
            Files.writeString(path, before + "\n```\n" + figures + "```\n\n" + page.substring(end));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
