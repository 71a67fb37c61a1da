// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.party;

import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * What is told of many durations, in nanoseconds.
 *
 * @param count how many there were
 * @param median half were shorter
 * @param p99 99 in 100 were shorter
 * @param p999 999 in 1000 were shorter
 * @param longest the longest of all
 */
public record Latencies(long count, long median, long p99, long p999, long longest) {

    static Latencies of(Histogram histogram) {
        return new Latencies(
                histogram.getTotalCount(),
                histogram.getValueAtPercentile(50),
                histogram.getValueAtPercentile(99),
                histogram.getValueAtPercentile(99.9),
                histogram.getMaxValue());
    }

    void write(Report report, String prefix) {
        report.put(prefix + ".count", count);
        report.put(prefix + ".median", median);
        report.put(prefix + ".p99", p99);
        report.put(prefix + ".p999", p999);
        report.put(prefix + ".longest", longest);
    }

    public static Latencies read(Report report, String prefix) {
        return new Latencies(
                report.number(prefix + ".count"),
                report.number(prefix + ".median"),
                report.number(prefix + ".p99"),
                report.number(prefix + ".p999"),
                report.number(prefix + ".longest"));
    }

    public String describe() {
        return "median " + time(median) + ", 99% " + time(p99) + ", 99.9% " + time(p999) + ", longest " + time(longest);
    }

    private static String time(long nanos) {
        if (nanos < 1000) {
            return nanos + " ns";
        }
        return nanos < 1_000_000
                ? String.format(Locale.ROOT, "%.1f us", nanos / 1e3)
                : String.format(Locale.ROOT, "%.1f ms", nanos / 1e6);
    }
}
