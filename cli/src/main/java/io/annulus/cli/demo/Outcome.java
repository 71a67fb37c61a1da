// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.demo;

import io.annulus.cli.argument.ByteSize;
import io.annulus.cli.output.CommandFailure;
import io.annulus.cli.output.ExitCode;
import io.annulus.cli.output.Table;
import io.annulus.cli.party.Latencies;
import io.annulus.cli.party.Report;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * What both sides say about the same transfer.
 *
 * @param sent by the producer
 * @param received by the consumer
 */
record Outcome(Report sent, Report received) {

    void requireSame() {
        for (String name : new String[] {Report.BYTES, Report.ELEMENTS, Report.SHA256}) {
            if (!sent.text(name).equals(received.text(name))) {
                throw new CommandFailure(
                        ExitCode.FAILURE,
                        "what arrived is not what was sent: " + name + " " + sent.text(name) + " sent, "
                                + received.text(name) + " received.");
            }
        }
    }

    /** For people; {@code under} is what every figure is to be read with, empty if nothing; {@code more} adds rows. */
    String describe(String under, Consumer<Table> more) {
        long bytes = received.number(Report.BYTES);
        long elements = received.number(Report.ELEMENTS);
        double seconds = Math.max(1, received.number(Report.END_NANOS) - sent.number(Report.START_NANOS)) / 1e9;
        Table table = Table.ofProperties()
                .row("moved", bytes + " bytes in " + elements + " elements, in " + format("%.3f s", seconds) + under)
                .row("SHA-256", received.text(Report.SHA256) + ", the same on both sides")
                .row(
                        "rate",
                        format("%,.0f elements/s, ", elements / seconds)
                                + ByteSize.describe((long) (bytes / seconds))
                                + "/s" + under + " (reading the file and both SHA-256 included)");
        Latencies loaded = Latencies.read(received, Report.LOADED);
        if (loaded.count() > 0) {
            table.row("latency, under load", loaded.describe() + under)
                    .row("", "mostly time spent queueing in the ring");
        }
        Latencies unloaded = Latencies.read(received, Report.UNLOADED);
        if (unloaded.count() > 0) {
            table.row("latency, ring empty", unloaded.describe() + under)
                    .row("", unloaded.count() + " elements, each sent when the one before had been taken");
        }
        more.accept(table);
        return table.text();
    }

    private static String format(String pattern, double value) {
        return String.format(Locale.ROOT, pattern, value);
    }
}
