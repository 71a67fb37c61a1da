// SPDX-License-Identifier: Apache-2.0
package io.annulus.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Repeated figures of one thing. */
record Series(double median, double least, double most) {

    static Series of(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
        return new Series(median, sorted[0], sorted[sorted.length - 1]);
    }

    String show() {
        return String.format(Locale.ROOT, "%6.2f [%.2f-%.2f]", median, least, most);
    }
}
