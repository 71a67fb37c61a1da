// SPDX-License-Identifier: Apache-2.0
package io.annulus.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The figures of one row: of each contender, with each number of pauses, one a round. */
final class Figures {
    private record Way(String contender, int pauses) {}

    private final Map<Way, List<Double>> rounds = new LinkedHashMap<>();
    private int far;

    void add(String contender, int pauses, double nanos) {
        rounds.computeIfAbsent(new Way(contender, pauses), _ -> new ArrayList<>())
                .add(nanos);
    }

    void addAll(Figures others) {
        others.rounds.forEach((way, nanos) ->
                rounds.computeIfAbsent(way, _ -> new ArrayList<>()).addAll(nanos));
    }

    /** Counts a round that the gate has thrown out. */
    void addFar() {
        far++;
    }

    int far() {
        return far;
    }

    /** A contender's, with the number of pauses that suits it best. */
    List<Double> of(String contender) {
        return rounds.entrySet().stream()
                .filter(entry -> entry.getKey().contender().equals(contender))
                .map(Map.Entry::getValue)
                .min(Comparator.comparingDouble(series -> Series.of(series).median()))
                .orElseThrow();
    }

    /** Round by round, one contender's by another's. */
    Series ratio(String contender, String reference) {
        List<Double> above = of(contender);
        List<Double> below = of(reference);
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < above.size(); i++) {
            ratios.add(above.get(i) / below.get(i));
        }
        return Series.of(ratios);
    }
}
