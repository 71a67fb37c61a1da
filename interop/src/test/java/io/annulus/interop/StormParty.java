// SPDX-License-Identifier: Apache-2.0
package io.annulus.interop;

import java.util.List;
import java.util.Locale;

/** One thread's share in a storm, with the values and the poison of {@code ring_storm}. */
interface StormParty extends AutoCloseable {
    /** Bits of a value below its producer's number. */
    int SEQUENCE_BITS = 40;
    /** Ends the consumer that gets it. */
    long POISON = -1;

    /**
     * What to do.
     *
     * @param producer number of a producer
     * @param count how many to send; a consumer takes what comes until it is poisoned
     * @param burst how many at a time
     * @param style in which way
     */
    record Job(int producer, int count, int burst, Style style) {}

    /** How elements are moved; the last two take and give back whatever of it they do not want this time. */
    enum Style {
        COPY,
        PEEK,
        ZERO_COPY;

        /** As {@code ring_storm} calls it. */
        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * What was done.
     *
     * @param count values moved
     * @param checksum their sum
     * @param ordered each producer's values ascended
     */
    record Tally(long count, long checksum, boolean ordered) {

        /** Waits for all of them. */
        static Tally ofAll(List<StormParty> parties) {
            return parties.stream()
                    .map(StormParty::end)
                    .reduce(
                            new Tally(0, 0, true),
                            (a, b) -> new Tally(a.count + b.count, a.checksum + b.checksum, a.ordered && b.ordered));
        }
    }

    /** Waits until it is through, but not for ever. */
    Tally end();

    /** Stops it, wherever it is. */
    @Override
    void close();
}
