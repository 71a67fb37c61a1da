// SPDX-License-Identifier: Apache-2.0
package pictures;

import java.util.ArrayList;
import java.util.List;

/**
 * A ring at one moment: what a picture states. {@link Strip} draws it, and a test steps a real ring to the same moment and
 * compares.
 *
 * @param name of the file
 * @param title what happens
 * @param capacity elements the ring can hold
 * @param first position shown
 * @param letters elements that can be seen, from the first position on; a space where there is none
 * @param consumers their indices
 * @param producers theirs
 * @param bars threads at work
 * @param notes arithmetic and remarks below the strip
 */
record Frame(
        String name,
        String title,
        int capacity,
        int first,
        String letters,
        Indices consumers,
        Indices producers,
        List<Bar> bars,
        List<String> notes) {

    /** An empty ring, seen from a position on. */
    static Frame of(int capacity, int first, String letters, int consumers, int producers) {
        return new Frame(
                "",
                "",
                capacity,
                first,
                letters,
                Indices.idleAt(consumers),
                Indices.idleAt(producers),
                List.of(),
                List.of());
    }

    Frame named(String newName, String newTitle) {
        return new Frame(newName, newTitle, capacity, first, letters, consumers, producers, bars, notes);
    }

    Frame letters(String shown) {
        return new Frame(name, title, capacity, first, shown, consumers, producers, bars, notes);
    }

    Frame consumers(Indices indices) {
        return new Frame(name, title, capacity, first, letters, indices, producers, bars, notes);
    }

    Frame producers(Indices indices) {
        return new Frame(name, title, capacity, first, letters, consumers, indices, bars, notes);
    }

    Frame producer(Bar.Stage stage, int from, int count, String text) {
        return bar(new Bar(Bar.Role.PRODUCER, stage, from, count, text));
    }

    Frame consumer(Bar.Stage stage, int from, int count, String text) {
        return bar(new Bar(Bar.Role.CONSUMER, stage, from, count, text));
    }

    private Frame bar(Bar bar) {
        List<Bar> more = new ArrayList<>(bars);
        more.add(bar);
        return new Frame(name, title, capacity, first, letters, consumers, producers, List.copyOf(more), notes);
    }

    Frame note(String note) {
        List<String> more = new ArrayList<>(notes);
        more.add(note);
        return new Frame(name, title, capacity, first, letters, consumers, producers, bars, List.copyOf(more));
    }

    int size() {
        return Integer.highestOneBit(capacity) << 1;
    }

    /** What the indices alone say about a position. */
    Place place(int position) {
        int behind = position - consumers.tail();
        if (behind < 0 || behind >= capacity) {
            return Place.OUT_OF_REACH;
        }
        if (behind < consumers.head() - consumers.tail()) {
            return Place.LEAVING;
        }
        if (behind < producers.tail() - consumers.tail()) {
            return Place.THERE;
        }
        return behind < producers.head() - consumers.tail() ? Place.ARRIVING : Place.FREE;
    }

    /** Which of the indices a position lies between. */
    enum Place {
        OUT_OF_REACH,
        LEAVING,
        THERE,
        ARRIVING,
        FREE
    }

    /** The same in words. */
    String description() {
        StringBuilder text = new StringBuilder(
                "A ring of %d slots that holds %d elements. Consumers: head %s, tail %s. Producers: head %s, tail %s."
                        .formatted(
                                size(),
                                capacity,
                                consumers.headText(),
                                consumers.tailText(),
                                producers.headText(),
                                producers.tailText()));
        for (Bar bar : bars) {
            text.append(" From position %s, %d: %s."
                    .formatted(Integer.toUnsignedString(bar.from()), bar.count(), bar.text()));
        }
        for (String note : notes) {
            text.append(" ").append(note).append(".");
        }
        return text.toString();
    }
}
