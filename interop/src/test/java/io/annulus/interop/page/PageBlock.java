// SPDX-License-Identifier: Apache-2.0
package io.annulus.interop.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Lines of a page that are to be typed: an indented block below a line that says where.
 *
 * @param where the line above it, such as {@code On the host:}
 * @param lines as they stand there; those that end in a backslash with the next one behind them
 */
record PageBlock(String where, List<String> lines) {
    private static final String INDENT = "    ";

    /** Those of a page below lines that begin with {@code On the}, {@code In the} or {@code In a}, in their order. */
    static List<PageBlock> of(Path page) throws IOException {
        List<PageBlock> blocks = new ArrayList<>();
        String where = null;
        List<String> lines = new ArrayList<>();
        for (String line : Files.readString(page).replace("\\\n", "").lines().toList()) {
            if (line.startsWith(INDENT)) {
                if (where != null) {
                    lines.add(line.strip());
                }
            } else if (!line.isBlank()) {
                close(blocks, where, lines);
                lines = new ArrayList<>();
                where = line.matches("(On the|In the|In a) .*:") ? line : null;
            }
        }
        close(blocks, where, lines);
        return blocks;
    }

    private static void close(List<PageBlock> blocks, String where, List<String> lines) {
        if (where != null && !lines.isEmpty()) {
            blocks.add(new PageBlock(where, List.copyOf(lines)));
        }
    }
}
