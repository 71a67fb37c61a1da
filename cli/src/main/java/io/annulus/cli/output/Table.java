// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.output;

import java.util.ArrayList;
import java.util.List;

/** Rows of text in columns as wide as their widest cell, for people. */
public final class Table {
    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();

    private Table() {}

    /** A table with a row of headings. */
    public static Table withHeadings(String... headings) {
        return new Table().row((Object[]) headings);
    }

    /** A table of names and values. */
    public static Table ofProperties() {
        return new Table();
    }

    public Table row(Object... cells) {
        rows.add(List.of(cells).stream().map(String::valueOf).toList());
        return this;
    }

    /** The lines, without a line end after the last. */
    public String text() {
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        return String.join("\n", rows.stream().map(row -> line(row, widths)).toList());
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            String cell = row.get(i);
            line.append(cell);
            if (i + 1 < row.size()) {
                line.repeat(' ', widths[i] - cell.length()).append(GAP);
            }
        }
        return line.toString().stripTrailing();
    }
}
