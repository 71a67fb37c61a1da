// SPDX-License-Identifier: Apache-2.0
package io.annulus.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The figures of one cell, pair by pair: ours, then C's right after it. */
final class Row {
    private record Pair(double ours, double theirs) {
        double ratio() {
            return ours / theirs;
        }
    }

    private final Cell cell;
    private final List<Pair> near = new ArrayList<>();
    private final List<Pair> far = new ArrayList<>();

    Row(Cell cell) {
        this.cell = cell;
    }

    /** Adds a pair whose two processors were near each other all the time. */
    void addNear(double ours, double theirs) {
        near.add(new Pair(ours, theirs));
    }

    /** Adds a pair that the gate has thrown out. */
    void addFar(double ours, double theirs) {
        far.add(new Pair(ours, theirs));
    }

    int nearPairs() {
        return near.size();
    }

    int pairs() {
        return near.size() + far.size();
    }

    int farPairs() {
        return far.size();
    }

    String show() {
        List<Pair> shown = near.isEmpty() ? far : near;
        Series ours = Series.of(shown.stream().map(Pair::ours).toList());
        String line = String.format(Locale.ROOT, "%-26s %-22s", cell.label(), ours.show());
        if (!Double.isNaN(shown.getFirst().theirs())) {
            Series theirs = Series.of(shown.stream().map(Pair::theirs).toList());
            Series ratio = Series.of(shown.stream().map(Pair::ratio).toList());
            line += String.format(Locale.ROOT, " %-22s %s", theirs.show(), ratio.show());
        }
        return line + note();
    }

    private String note() {
        if (far.isEmpty()) {
            return "";
        }
        return near.isEmpty() ? "  far: no round passed the gate" : "  " + far.size() + " gated out";
    }
}
