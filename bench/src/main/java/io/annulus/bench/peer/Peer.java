// SPDX-License-Identifier: Apache-2.0
package io.annulus.bench.peer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** A process that carries out orders, a line each, and does nothing between them. */
public final class Peer {
    private static final double[] PERCENTILES = {50, 99, 99.9};

    private Peer() {}

    /**
     * Runs until its input ends.
     *
     * @param args the subject's name
     */
    public static void main(String[] args) throws IOException {
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        try (Subject subject = Subjects.of(args[0]);
                Crew crew = new Crew()) {
            String line;
            while ((line = input.readLine()) != null) {
                System.out.println(answer(Order.of(line), subject, crew));
            }
        }
    }

    private static String answer(Order order, Subject subject, Crew crew) {
        if (!order.place().equals("trips")) {
            return String.format(Locale.ROOT, "ns %.3f", new Works(subject, crew).nanos(order));
        }
        Histogram trips = Trips.of(subject, order, crew);
        StringBuilder answer = new StringBuilder("ns");
        for (double percentile : PERCENTILES) {
            answer.append(String.format(Locale.ROOT, " %d", trips.getValueAtPercentile(percentile)));
        }
        return answer.toString();
    }
}
