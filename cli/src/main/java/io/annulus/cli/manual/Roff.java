// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.manual;

import java.util.List;

/** Lines for man(7), with everything escaped that would mean something there. */
final class Roff {
    private final StringBuilder text = new StringBuilder();

    /** A macro and its arguments. */
    Roff macro(String name, String... arguments) {
        text.append('.').append(name);
        for (String argument : arguments) {
            boolean word = !argument.isEmpty() && argument.indexOf(' ') < 0;
            text.append(word ? " " + escaped(argument) : " \"" + escaped(argument) + '"');
        }
        text.append('\n');
        return this;
    }

    Roff section(String title) {
        return macro("SH", title);
    }

    /** A paragraph of its own, in as many lines as it has. */
    Roff paragraph(String paragraph) {
        macro("PP");
        return lines(paragraph);
    }

    /** A term, and what is to be said of it. */
    Roff item(Markup term, String about) {
        macro("TP");
        text.append(term).append('\n');
        return lines(about);
    }

    /** Text that flows. */
    Roff lines(String plain) {
        plain.lines().forEach(line -> text.append(atStart(escaped(line))).append('\n'));
        return this;
    }

    Roff line(Markup line) {
        text.append(line).append('\n');
        return this;
    }

    /** Lines that stay as they are. */
    Roff verbatim(List<String> lines) {
        macro("PP").macro("RS", "4").macro("nf");
        lines.forEach(this::lines);
        return macro("fi").macro("RE");
    }

    @Override
    public String toString() {
        return text.toString();
    }

    private static String escaped(String plain) {
        return plain.replace("\\", "\\e")
                .replace("-", "\\-")
                .replace("'", "\\(aq")
                .replace("`", "\\(ga")
                .replace("^", "\\(ha")
                .replace("~", "\\(ti")
                .replace("\"", "\\(dq");
    }

    // A line that begins with a full stop would be taken for a macro.
    private static String atStart(String line) {
        return line.startsWith(".") ? "\\&" + line : line;
    }

    /** A line with words in bold and italics. */
    static final class Markup {
        private final StringBuilder line = new StringBuilder();

        Markup bold(String word) {
            line.append("\\fB").append(escaped(word)).append("\\fR");
            return this;
        }

        Markup italic(String word) {
            line.append("\\fI").append(escaped(word)).append("\\fR");
            return this;
        }

        Markup plain(String word) {
            line.append(escaped(word));
            return this;
        }

        @Override
        public String toString() {
            return line.toString();
        }
    }
}
