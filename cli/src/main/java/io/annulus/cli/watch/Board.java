// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.watch;

import io.annulus.inspect.RingRates;
import io.annulus.ring.RingInfo;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A frame as lines of text, 79 columns at most, whatever is in it. */
final class Board {
    /** One less than 80: some terminals begin a new line after the last column. */
    static final int WIDTH = 79;

    private static final String ROW = "%-28.28s %7s %8s %-6s %4s %6s %6s %s";
    private static final int BAR = 6;
    private static final String UNKNOWN = "-";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

    private Board() {}

    /** The frame in at most so many lines. */
    static List<String> lines(Frame frame, int most) {
        List<String> lines = new ArrayList<>();
        lines.add(title(frame));
        lines.add(ROW.formatted("RING", "USED", "CAPACITY", "FILL", "", "IN/S", "OUT/S", "STATE"));
        List<Row> rows = frame.rows();
        int shown = rows.size() + lines.size() <= most ? rows.size() : Math.max(0, most - lines.size() - 1);
        rows.subList(0, shown).forEach(row -> lines.add(line(row)));
        if (shown < rows.size()) {
            lines.add(more(rows.subList(shown, rows.size())));
        } else if (rows.isEmpty()) {
            lines.add("(no ring)");
        }
        return lines;
    }

    private static String title(Frame frame) {
        String time = TIME.format(frame.taken()) + "  ";
        String path = frame.path();
        int room = WIDTH - time.length();
        return time + (path.length() <= room ? path : "..." + path.substring(path.length() - room + 3));
    }

    private static String more(List<Row> rows) {
        long unhealthy = rows.stream().filter(row -> row.state().isUnhealthy()).count();
        return "... and " + rows.size() + " more"
                + (unhealthy == 0 ? "" : ", " + unhealthy + " of them stalled or damaged")
                + "; a taller terminal shows them";
    }

    private static String line(Row row) {
        Optional<RingInfo> info = row.ring().map(ring -> ring.info());
        return ROW.formatted(
                row.name(),
                info.map(i -> Figures.count(i.used())).orElse(UNKNOWN),
                info.map(i -> Figures.count(i.capacity())).orElse(UNKNOWN),
                info.map(Board::bar).orElse(""),
                info.map(i -> Row.percent(i) + "%").orElse(UNKNOWN),
                rate(row.rates().map(RingRates::enqueuedPerSecond)),
                rate(row.rates().map(RingRates::dequeuedPerSecond)),
                row.state().word());
    }

    private static String rate(Optional<Double> perSecond) {
        return perSecond.map(Figures::rate).orElse(UNKNOWN);
    }

    // Something is in it as soon as one sign is there, and it is full when all of them are.
    private static String bar(RingInfo info) {
        int signs = info.used() == 0 ? 0 : 1 + (int) ((BAR - 1L) * info.used() / info.capacity());
        return "#".repeat(signs) + ".".repeat(BAR - signs);
    }
}
