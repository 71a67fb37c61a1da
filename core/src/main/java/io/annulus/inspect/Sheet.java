// SPDX-License-Identifier: Apache-2.0
package io.annulus.inspect;

/** Lines of text for people, no longer than 80 characters where words allow it. */
final class Sheet {
    private static final int WIDTH = 80;
    private static final int LABEL = 14;

    private final StringBuilder text = new StringBuilder();

    /** A label and its value, continued below the value where that is long. */
    Sheet row(String label, String value) {
        return wrapped(label + " ".repeat(Math.max(1, LABEL - label.length())), LABEL, value);
    }

    /** A sentence, continued further in. */
    Sheet sentence(String indent, String sentence) {
        return wrapped(indent, indent.length() + 2, sentence);
    }

    private Sheet wrapped(String lead, int hang, String value) {
        StringBuilder line = new StringBuilder(lead);
        boolean begun = false;
        for (String word : value.split(" ", -1)) {
            if (begun && line.length() + 1 + word.length() > WIDTH) {
                line(line.toString());
                line = new StringBuilder(" ".repeat(hang));
                begun = false;
            }
            line.append(begun ? " " : "").append(word);
            begun = true;
        }
        return line(line.toString());
    }

    Sheet line(String line) {
        text.append(text.isEmpty() ? "" : "\n").append(line.stripTrailing());
        return this;
    }

    String text() {
        return text.toString();
    }
}
