// SPDX-License-Identifier: Apache-2.0
package pictures;

import java.util.List;
import java.util.stream.Stream;

/** The moments of which there is a picture, in the order of docs/the-ring.md. */
final class Steps {
    private static final Bar.Stage WANTED = Bar.Stage.WANTED;
    private static final Bar.Stage TAKEN = Bar.Stage.TAKEN;

    private Steps() {}

    /** The ring at work that the page begins with. */
    static Frame anatomy() {
        return Frame.of(7, 0, " bcdef    ", 1, 5)
                .consumers(Indices.idleAt(1).withHead(2))
                .producers(Indices.idleAt(5).withHead(6))
                .named("anatomy", "Eight slots, and two indices on each side");
    }

    static List<Frame> all() {
        return Stream.of(
                        positions(),
                        enqueue(),
                        dequeue(),
                        race(),
                        consumers(),
                        modulo(),
                        capacity(),
                        bulkAndBurst(),
                        rts(),
                        hts(),
                        reservation())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Frame> positions() {
        return List.of(anatomy()
                .named("positions", "The same ring as a line of positions")
                .consumer(TAKEN, 1, 1, "being dequeued")
                .producer(TAKEN, 5, 1, "being enqueued")
                .note("The slot is the position AND the mask, which is 7: its lowest three bits."));
    }

    private static List<Frame> enqueue() {
        Frame before = Frame.of(7, 0, " bcd      ", 1, 4);
        return List.of(
                before.named("enqueue-1", "Enqueue, step 1: how much room is there?")
                        .producer(WANTED, 4, 2, "wants two slots")
                        .note("room = capacity + consumers' tail − own head = 7 + 1 − 4 = 4"),
                before.named("enqueue-2", "Enqueue, step 2: copy")
                        .letters(" bcdef    ")
                        .producer(TAKEN, 4, 2, "writes e and f")
                        .note("No index has changed. Whoever dies here has not enqueued anything."),
                before.named("enqueue-3", "Enqueue, step 3: one store moves head and tail")
                        .letters(" bcdef    ")
                        .producers(Indices.idleAt(6))
                        .note("Consumers that read the tail from now on find e and f."),
                before.named("enqueue-c", "The same copy in C: the head has moved first")
                        .letters(" bcde     ")
                        .producers(Indices.idleAt(4).withHead(6))
                        .producer(TAKEN, 4, 2, "writes e and f")
                        .note("Our reservations on a SINGLE side look like this, too."));
    }

    private static List<Frame> dequeue() {
        Frame before = Frame.of(7, 0, " bcdef    ", 1, 6);
        return List.of(
                before.named("dequeue-1", "Dequeue, step 1: how much is there?")
                        .consumer(WANTED, 1, 3, "wants three elements")
                        .note("available = producers' tail − own head = 6 − 1 = 5"),
                before.named("dequeue-2", "Dequeue, step 2: copy")
                        .consumer(TAKEN, 1, 3, "reads b, c and d")
                        .note("Producers still count the three as there: nobody overwrites what is being read."),
                before.named("dequeue-3", "Dequeue, step 3: one store moves head and tail")
                        .letters("    ef    ")
                        .consumers(Indices.idleAt(4))
                        .note("Producers that read the tail from now on may use three slots more."));
    }

    private static List<Frame> race() {
        Frame before = Frame.of(7, 3, " ef       ", 4, 6);
        Frame both = before.producers(Indices.idleAt(6).withHead(9));
        return List.of(
                before.named("race-1", "Two producers, step 1: both load the same head")
                        .producer(WANTED, 6, 2, "A: from 6 to 8")
                        .producer(WANTED, 6, 1, "B: from 6 to 7"),
                before.named("race-2", "Two producers, step 2: one compare-and-set wins")
                        .producers(Indices.idleAt(6).withHead(8))
                        .producer(TAKEN, 6, 2, "A: expected 6, found 6, stored 8")
                        .producer(WANTED, 6, 1, "B: expected 6, found 8, stored nothing")
                        .note("room = capacity + consumers' tail − own head = 7 + 4 − 8 = 3"),
                both.named("race-3", "Two producers, step 3: the other tries again")
                        .producer(TAKEN, 6, 2, "A")
                        .producer(TAKEN, 8, 1, "B: from 8 to 9"),
                both.named("race-4", "Two producers, step 4: whoever is behind waits")
                        .letters(" ef  i    ")
                        .producer(TAKEN, 6, 2, "A: still writes g and h")
                        .producer(TAKEN, 8, 1, "B: has written i, waits for tail 8"),
                both.named("race-5", "Two producers, step 5: A moves the tail over its own")
                        .letters(" efghi    ")
                        .producers(new Indices(9, 8, Indices.NONE, Indices.NONE))
                        .producer(TAKEN, 8, 1, "B: finds tail 8"),
                both.named("race-6", "Two producers, step 6: B moves the tail over its own")
                        .letters(" efghi    ")
                        .producers(Indices.idleAt(9)));
    }

    private static List<Frame> consumers() {
        Frame before = Frame.of(7, 3, " efghi    ", 4, 9);
        return List.of(
                before.named("consumers-1", "Two consumers, step 1: both have moved the head")
                        .consumers(Indices.idleAt(4).withHead(8))
                        .consumer(TAKEN, 4, 2, "C: reads e and f")
                        .consumer(TAKEN, 6, 2, "D: has read g and h, waits for tail 6"),
                before.named("consumers-2", "Two consumers, step 2: C moves the tail over its own")
                        .letters("   ghi    ")
                        .consumers(new Indices(8, 6, Indices.NONE, Indices.NONE))
                        .consumer(TAKEN, 6, 2, "D: finds tail 6"),
                before.named("consumers-3", "Two consumers, step 3: D moves the tail over its own")
                        .letters("     i    ")
                        .consumers(Indices.idleAt(8)));
    }

    private static List<Frame> modulo() {
        Frame before = Frame.of(7, -5, " ab      ", -4, -2);
        return List.of(
                before.named("modulo-1", "Two positions before 2³²")
                        .producer(WANTED, -2, 4, "wants four slots")
                        .note("room = capacity + consumers' tail − own head = 7 + 4294967292 − 4294967294 = 5"),
                before.named("modulo-2", "The index starts again at 0, the slots go on as ever")
                        .letters(" abcdef  ")
                        .producers(Indices.idleAt(2))
                        .note("new tail = 4294967294 + 4 = 2")
                        .note("elements = producers' tail − consumers' tail = 2 − 4294967292 = 6"));
    }

    private static List<Frame> capacity() {
        return List.of(
                Frame.of(7, 3, " efghijk  ", 4, 11)
                        .named("full", "Full: 8 slots, 7 elements")
                        .note("room = capacity + consumers' tail − own head = 7 + 4 − 11 = 0"),
                Frame.of(5, 3, " efghi    ", 4, 9)
                        .named("exact", "Full: 8 slots, an exact capacity of 5")
                        .note("room = capacity + consumers' tail − own head = 5 + 4 − 9 = 0"));
    }

    private static List<Frame> bulkAndBurst() {
        Frame before = Frame.of(7, 3, " efghi    ", 4, 9);
        return List.of(
                before.named("bulk", "A bulk of three where two fit: moves none")
                        .producer(WANTED, 9, 3, "j, k and l: returns 0")
                        .note("room = capacity + consumers' tail − own head = 7 + 4 − 9 = 2"),
                before.named("burst", "A burst of three where two fit: moves two")
                        .letters(" efghijk  ")
                        .producers(Indices.idleAt(11))
                        .producer(TAKEN, 9, 2, "j and k: returns 2"));
    }

    private static List<Frame> rts() {
        Frame before = Frame.of(7, 0, " bcd      ", 1, 4);
        Frame begun = before.producers(new Indices(7, 4, 3, 1));
        Frame bEnded = before.letters(" bcd  g   ").producers(new Indices(7, 4, 3, 2));
        return List.of(
                begun.named("rts-1", "MULTI_RTS, step 1: A and B have begun")
                        .producer(TAKEN, 4, 2, "A: writes e and f")
                        .producer(TAKEN, 6, 1, "B: writes g")
                        .note("operations in between = begun − ended = 3 − 1 = 2"),
                bEnded.named("rts-2", "MULTI_RTS, step 2: B ends, and does not wait")
                        .producer(TAKEN, 4, 2, "A: still writes")
                        .producer(TAKEN, 6, 1, "B: has returned; g cannot be seen yet")
                        .note("operations in between = begun − ended = 3 − 2 = 1")
                        .note("B was not the last, so only the count of the tail has moved."),
                before.named("rts-3", "MULTI_RTS, step 3: the last to end moves the tail for all")
                        .letters(" bcdefg   ")
                        .producers(new Indices(7, 7, 3, 3))
                        .note("operations in between = begun − ended = 3 − 3 = 0"),
                bEnded.named("rts-4", "MULTI_RTS with distance 2: the head is too far ahead")
                        .producer(TAKEN, 4, 2, "A: paused")
                        .producer(WANTED, 7, 1, "D: waits, with a deadline; has moved nothing")
                        .note("head − tail = 7 − 4 = 3"));
    }

    private static List<Frame> hts() {
        Frame before = Frame.of(7, 0, " bcd      ", 1, 4);
        return List.of(
                before.named("hts-1", "MULTI_HTS, step 1: A has moved the head")
                        .producers(Indices.idleAt(4).withHead(6))
                        .producer(TAKEN, 4, 2, "A: writes e and f")
                        .producer(WANTED, 6, 1, "B: finds head 6 and tail 4, waits, with a deadline"),
                before.named("hts-2", "MULTI_HTS, step 2: A stores head and tail as one word")
                        .letters(" bcdef    ")
                        .producers(Indices.idleAt(6))
                        .producer(WANTED, 6, 1, "B: finds head = tail"),
                before.named("hts-3", "MULTI_HTS, step 3: now B moves the head")
                        .letters(" bcdef    ")
                        .producers(Indices.idleAt(6).withHead(7))
                        .producer(TAKEN, 6, 1, "B: writes g"));
    }

    private static List<Frame> reservation() {
        Frame before = Frame.of(7, 4, " f        ", 5, 6);
        return List.of(
                before.named("reserve-1", "A reservation of four slots, in two segments")
                        .producers(Indices.idleAt(6).withHead(10))
                        .producer(TAKEN, 6, 2, "first(): slots 6 and 7")
                        .producer(TAKEN, 8, 2, "second(): slots 0 and 1"),
                before.named("reserve-2", "commit(3): three are enqueued, the fourth was never reserved")
                        .letters(" fghi     ")
                        .producers(Indices.idleAt(9)),
                before.named("reserve-3", "Or cancel(): the head goes back, and nothing has happened"));
    }
}
