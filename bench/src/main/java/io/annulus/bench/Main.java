// SPDX-License-Identifier: Apache-2.0
package io.annulus.bench;

import io.annulus.bench.Section.Cell;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What {@code bench/run} runs. No figure makes it fail. */
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
        String figures = run(settings, System.out);
        settings.page().ifPresent(page -> new Page(page).write(figures));
    }

    /** All that was printed. */
    static String run(Settings settings, PrintStream out) {
        Optional<PeerProcess> distance = settings.peer().map(program -> new PeerProcess(Contender.c(program)));
        try {
            StringBuilder figures = new StringBuilder();
            show(Machine.describe(settings, distance.map(c -> c.ask("version")).orElse("none")), figures, out);
            Measuring measuring = new Measuring(settings.rounds(), distance);
            for (Section section : new Sections(settings).all()) {
                Map<Cell, Figures> rows = new LinkedHashMap<>();
                for (Cell cell : section.cells()) {
                    rows.put(cell, measuring.of(cell, section.contenders()));
                }
                Table table = new Table(section, rows);
                show("\n" + table.text() + table.means(), figures, out);
            }
            return figures.toString();
        } finally {
            distance.ifPresent(PeerProcess::close);
        }
    }

    private static void show(String text, StringBuilder figures, PrintStream out) {
        figures.append(text);
        out.print(text);
        out.flush();
    }
}
