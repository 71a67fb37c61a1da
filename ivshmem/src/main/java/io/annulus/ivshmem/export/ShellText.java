// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.export;

import java.util.List;
import java.util.stream.Collectors;

/** Words as a POSIX shell reads them. */
final class ShellText {
    private static final String PLAIN = "[A-Za-z0-9_@%+=:,./-]+";

    private ShellText() {}

    static String quote(String word) {
        return word.matches(PLAIN) ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    static String line(List<String> words) {
        return words.stream().map(ShellText::quote).collect(Collectors.joining(" "));
    }
}
