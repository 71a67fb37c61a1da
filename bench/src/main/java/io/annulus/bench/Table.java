// SPDX-License-Identifier: Apache-2.0
package io.annulus.bench;

import io.annulus.bench.Section.Cell;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A section with its figures, as text: medians with spread, and the ratios of ours to the reference, round by round.
 *
 * @param section whose
 * @param figures of each row, in their order
 */
record Table(Section section, Map<Cell, Figures> figures) {
    private static final int LABEL = 20;
    private static final int COLUMN = 22;

    String text() {
        StringBuilder text = new StringBuilder(section.title() + ", " + section.unit() + "\n\n");
        text.append(" ".repeat(LABEL));
        section.contenders().forEach(contender -> text.append(column(contender.name())));
        ratios().forEach(name -> text.append(column(name + " / " + (best() ? "best" : section.reference()))));
        text.append('\n');
        figures.forEach((cell, row) -> text.append(line(cell, row)).append('\n'));
        return text.toString();
    }

    private String line(Cell cell, Figures row) {
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-" + LABEL + "s", cell.label()));
        for (Contender contender : section.contenders()) {
            line.append(column(Series.of(row.of(contender.name())).show()));
        }
        for (String name : ratios()) {
            line.append(column(row.ratio(name, reference(row)).show()));
        }
        if (row.far() > 0) {
            line.append(row.far()).append(" gated out");
        }
        return line.toString().stripTrailing();
    }

    private boolean best() {
        return section.reference().isEmpty();
    }

    /** Ours, if there is something to compare them with. */
    private List<String> ratios() {
        boolean comparable = others().stream().anyMatch(name -> best() || name.equals(section.reference()));
        return comparable
                ? section.contenders().stream()
                        .map(Contender::name)
                        .filter(Table::isOurs)
                        .toList()
                : List.of();
    }

    private List<String> others() {
        return section.contenders().stream()
                .map(Contender::name)
                .filter(name -> !isOurs(name))
                .toList();
    }

    private static boolean isOurs(String name) {
        return List.of("ours", "own code", "ObjectRing").contains(name);
    }

    private String reference(Figures row) {
        return best()
                ? others().stream()
                        .min((one, other) -> Double.compare(median(row, one), median(row, other)))
                        .orElseThrow()
                : section.reference();
    }

    private static double median(Figures row, String name) {
        return Series.of(row.of(name)).median();
    }

    /** The geometric mean of a contender's median ratios; 0 where there are none. */
    double meanRatio(String name) {
        return ratios().contains(name)
                ? Math.exp(figures.values().stream()
                        .mapToDouble(
                                row -> Math.log(row.ratio(name, reference(row)).median()))
                        .average()
                        .orElse(0))
                : 0;
    }

    /** The means below a table. */
    String means() {
        StringBuilder text = new StringBuilder();
        for (String name : ratios()) {
            text.append(String.format(Locale.ROOT, "geometric mean of %s: %.2f%n", name, meanRatio(name)));
        }
        return text.toString();
    }

    private static String column(String text) {
        return String.format(Locale.ROOT, "%-" + COLUMN + "s ", text);
    }
}
