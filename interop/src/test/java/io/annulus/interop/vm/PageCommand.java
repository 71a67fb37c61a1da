// SPDX-License-Identifier: Apache-2.0
package io.annulus.interop.vm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A command that a page names, in the fourth column of a table: {@code host: `...`} or {@code guest: `...`}.
 *
 * @param side where it runs
 * @param text what is typed there
 * @param waits whether it is left running, as {@code &} says
 */
record PageCommand(Side side, String text, boolean waits) {
    private static final int COLUMN = 4;
    private static final Pattern ONE = Pattern.compile("(host|guest): `([^`]+)`");
    private static final String NONE = "—";

    /** Where a command runs. */
    enum Side {
        HOST,
        GUEST
    }

    /** Those of a section, in order. A cell that is neither empty nor made of commands is a mistake in the page. */
    static List<PageCommand> of(Path page, String section) throws IOException {
        List<PageCommand> commands = new ArrayList<>();
        List<String> lines = Files.readAllLines(page);
        int start = lines.indexOf("## " + section);
        if (start < 0) {
            throw new IllegalStateException(page + ": no section '" + section + "'");
        }
        for (String line : lines.subList(start + 1, lines.size())) {
            if (line.startsWith("## ")) {
                break;
            }
            String[] cells = line.split("(?<!\\\\)\\|", -1);
            if (cells.length > COLUMN && !line.startsWith("| before") && !line.startsWith("|--")) {
                commands.addAll(in(cells[COLUMN].strip()));
            }
        }
        return commands;
    }

    private static List<PageCommand> in(String cell) {
        List<PageCommand> commands = new ArrayList<>();
        for (String part : cell.equals(NONE) || cell.isEmpty() ? new String[0] : cell.split("<br>", -1)) {
            Matcher matcher = ONE.matcher(part);
            if (!matcher.matches()) {
                throw new IllegalStateException("expected host: `...` or guest: `...`, found " + part);
            }
            String text = matcher.group(2).replace("\\|", "|");
            boolean waits = text.endsWith(" &");
            commands.add(new PageCommand(
                    matcher.group(1).equals("host") ? Side.HOST : Side.GUEST,
                    waits ? text.substring(0, text.length() - 2) : text,
                    waits));
        }
        return commands;
    }
}
