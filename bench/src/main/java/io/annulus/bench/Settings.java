// SPDX-License-Identifier: Apache-2.0
package io.annulus.bench;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What to measure, and how thoroughly.
 *
 * @param rounds figures of each side for each row
 * @param elements that a row of single elements moves in one figure; others move up to eight times as many
 * @param pauses after a refused call
 * @param modes whose rows are wanted
 * @param peer C's program, if it could be compiled
 */
record Settings(int rounds, long elements, int pauses, List<Mode> modes, Optional<Path> peer) {
    private static final int ROUNDS = 5;
    private static final long ELEMENTS = 2_000_000;
    private static final int PAUSES = 8;

    /** Reads the command line; what is wrong with it stands in the exception's message. */
    static Settings of(List<String> arguments) {
        Settings settings = new Settings(ROUNDS, ELEMENTS, PAUSES, List.of(Mode.values()), Optional.empty());
        for (int i = 0; i < arguments.size(); i++) {
            String option = arguments.get(i);
            if (option.equals("--smoke")) {
                continue;
            }
            if (++i == arguments.size()) {
                throw new IllegalArgumentException(option + ": unknown, or lacks its value");
            }
            settings = settings.with(option, arguments.get(i));
        }
        return settings;
    }

    private Settings with(String option, String value) {
        return switch (option) {
            case "--rounds" -> new Settings((int) number(option, value), elements, pauses, modes, peer);
            case "--elements" -> new Settings(rounds, number(option, value), pauses, modes, peer);
            case "--pauses" -> new Settings(rounds, elements, (int) number(option, value), modes, peer);
            case "--only" -> new Settings(rounds, elements, pauses, List.of(mode(value)), peer);
            case "--peer" -> new Settings(rounds, elements, pauses, modes, Optional.of(Path.of(value)));
            default -> throw new IllegalArgumentException(option + ": no such option");
        };
    }

    private static long number(String option, String value) {
        if (!value.matches("[1-9][0-9]{0,8}")) {
            throw new IllegalArgumentException(option + ": expected 1 to 999999999, found " + value);
        }
        return Long.parseLong(value);
    }

    private static Mode mode(String value) {
        return Arrays.stream(Mode.values())
                .filter(mode -> mode.wordInC.equals(value))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("--only: expected sp, mp, rts or hts, found " + value));
    }
}
