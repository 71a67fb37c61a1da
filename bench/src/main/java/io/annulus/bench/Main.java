// SPDX-License-Identifier: Apache-2.0
package io.annulus.bench;

import java.util.List;

/** What {@code bench/run} runs. */
public final class Main {
    private static final int USAGE = 2;

    private Main() {}

    /**
     * Measures and prints.
     *
     * @param arguments see {@code bench/run --help}
     */
    public static void main(String[] arguments) {
        Settings settings;
        try {
            settings = Settings.of(List.of(arguments));
        } catch (IllegalArgumentException e) {
            System.err.println("bench: " + e.getMessage() + "; see bench/run --help");
            System.exit(USAGE);
            return;
        }
        new Smoke(settings, System.out).run();
    }
}
