// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.watch;

import io.annulus.cli.output.Terminal;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * Where frames appear: on a terminal one in the place of the other, elsewhere one below the other.
 *
 * <p>The cursor goes up as many lines as it wrote before and clears from there: what was on the terminal before stays, and so
 * does the last frame when the watch ends. Lines are cut to the terminal's width, and frames to its height, since a line or
 * screen that runs over would make the cursor lose its way.
 */
final class Screen {
    private static final String CONTROL = "\u001b[";

    private final PrintWriter out;
    private final boolean inPlace;
    private int drawn;

    private Screen(PrintWriter out, boolean inPlace) {
        this.out = out;
        this.inPlace = inPlace;
    }

    /** The terminal, if standard output is one. */
    static Screen on(PrintWriter out) {
        return new Screen(out, Terminal.onStandardOutput());
    }

    /** Shows a frame; false if nobody can see it any more. */
    boolean show(Frame frame) {
        if (inPlace) {
            replace(frame, Size.now());
        } else {
            Board.lines(frame, Integer.MAX_VALUE).forEach(line -> out.println(line.stripTrailing()));
            out.println();
        }
        return !out.checkError();
    }

    private void replace(Frame frame, Size size) {
        List<String> lines = Board.lines(frame, size.rows() - 1);
        StringBuilder text = new StringBuilder(drawn == 0 ? "" : CONTROL + drawn + "A\r" + CONTROL + "J");
        for (String line : lines) {
            text.append(line, 0, Math.min(line.length(), size.columns() - 1)).append('\n');
        }
        drawn = lines.size();
        out.print(text);
    }

    /**
     * A terminal's size.
     *
     * @param rows lines
     * @param columns characters in one
     */
    private record Size(int rows, int columns) {
        private static final Size USUAL = new Size(24, 80);
        private static final Path TERMINAL = Path.of("/dev/tty");

        // The JDK does not tell; stty is wherever there is a shell.
        static Size now() {
            try {
                Process stty = new ProcessBuilder("stty", "size")
                        .redirectInput(TERMINAL.toFile())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
                try (InputStream answer = stty.getInputStream()) {
                    String[] numbers = new String(answer.readAllBytes(), StandardCharsets.US_ASCII)
                            .strip()
                            .split(" ", -1);
                    Size size = new Size(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]));
                    return size.rows() > 3 && size.columns() > 3 ? size : USUAL;
                }
            } catch (IOException | RuntimeException e) {
                return USUAL;
            }
        }
    }
}
