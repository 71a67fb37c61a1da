// SPDX-License-Identifier: Apache-2.0
package io.annulus.bench.peer;

import java.util.Locale;

/**
 * What is to be measured, as it stands on a line.
 *
 * @param place {@code same}, {@code pairs}, {@code empty}, {@code full} or {@code trips}
 * @param mode of the queue
 * @param pairs producers, and as many consumers; 1 where it does not matter
 * @param count elements a call; 0 for the call for one element
 * @param elements in all, timed
 * @param pauses after a call that moved nothing
 */
public record Order(String place, Mode mode, int pairs, int count, long elements, int pauses) {
    private static final int WORDS = 6;

    static Order of(String line) {
        String[] words = line.split(" ", -1);
        if (words.length != WORDS) {
            throw new IllegalArgumentException("expected PLACE MODE PAIRS COUNT ELEMENTS PAUSES, found: " + line);
        }
        return new Order(
                words[0],
                Mode.valueOf(words[1].toUpperCase(Locale.ROOT)),
                Integer.parseInt(words[2]),
                Integer.parseInt(words[3]),
                Long.parseLong(words[4]),
                Integer.parseInt(words[5]));
    }

    /** As it stands on a line. */
    public String line() {
        return String.join(
                " ",
                place,
                mode.name().toLowerCase(Locale.ROOT),
                Integer.toString(pairs),
                Integer.toString(count),
                Long.toString(elements),
                Integer.toString(pauses));
    }

    /** Elements that one call moves. */
    int each() {
        return Math.max(1, count);
    }

    /** Calls of each producer, and of each consumer. */
    int calls() {
        return Math.toIntExact(Math.max(1, elements / each() / pairs));
    }

    /** The same for so many elements. */
    public Order withElements(long number) {
        return new Order(place, mode, pairs, count, number, pauses);
    }

    /** The same with so many pauses. */
    public Order withPauses(int number) {
        return new Order(place, mode, pairs, count, elements, number);
    }
}
