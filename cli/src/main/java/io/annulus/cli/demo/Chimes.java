// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.demo;

import io.annulus.cli.output.Table;
import io.annulus.cli.party.Report;
import java.util.List;

/**
 * Who rang whom how often: forwards because there were elements for who slept, backwards because there was room.
 *
 * @param outcome what producer and consumer say
 * @param stations between them, in their order
 */
record Chimes(Outcome outcome, List<Station> stations) {

    void addTo(Table table) {
        String before = "the producer";
        long forwards = outcome.sent().number(Report.RANG);
        for (Station station : stations) {
            row(table, before, station.name(), forwards, station.rangBefore());
            before = station.name();
            forwards = station.rangBehind();
        }
        row(table, before, "the consumer", forwards, outcome.received().number(Report.RANG));
    }

    private static void row(Table table, String before, String behind, long forwards, long backwards) {
        table.row(
                "doorbells",
                before + " rang " + behind + " " + forwards + " times, and was rung by it " + backwards + " times");
    }
}
