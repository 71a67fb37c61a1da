// SPDX-License-Identifier: Apache-2.0
package io.annulus.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What to measure, and how thoroughly.
 *
 * @param extent which tables and rows
 * @param rounds figures of each contender for each row
 * @param elements that a row of single elements moves in one figure; others move up to eight times as many
 * @param section the one table wanted, a part of its title; empty for all
 * @param peer C's program, if it could be compiled
 * @param page where the figures are written to, between two marks; none to print them only
 */
record Settings(Extent extent, int rounds, long elements, String section, Optional<Path> peer, Optional<Path> page) {
    private static final int ROUNDS = 7;
    private static final int SMOKE_ROUNDS = 3;
    private static final long ELEMENTS = 2_000_000;
    private static final long SMOKE_ELEMENTS = 400_000;

    /** How much of everything. */
    enum Extent {
        ALL,
        SMOKE
    }

    /** Reads the command line; what is wrong with it stands in the exception's message. */
    static Settings of(List<String> arguments) {
        boolean smoke = arguments.contains("--smoke");
        Settings settings = smoke
                ? new Settings(Extent.SMOKE, SMOKE_ROUNDS, SMOKE_ELEMENTS, "", Optional.empty(), Optional.empty())
                : new Settings(Extent.ALL, ROUNDS, ELEMENTS, "", Optional.empty(), Optional.empty());
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
            case "--rounds" -> new Settings(extent, (int) number(option, value), elements, section, peer, page);
            case "--elements" -> new Settings(extent, rounds, number(option, value), section, peer, page);
            case "--only" -> new Settings(extent, rounds, elements, value, peer, page);
            case "--peer" -> new Settings(extent, rounds, elements, section, Optional.of(Path.of(value)), page);
            case "--write" -> new Settings(extent, rounds, elements, section, peer, Optional.of(Path.of(value)));
            default -> throw new IllegalArgumentException(option + ": no such option");
        };
    }

    private static long number(String option, String value) {
        if (!value.matches("[1-9][0-9]{0,8}")) {
            throw new IllegalArgumentException(option + ": expected 1 to 999999999, found " + value);
        }
        return Long.parseLong(value);
    }
}
