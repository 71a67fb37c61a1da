// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.ring;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.cli.Annulus;
import io.annulus.cli.Eventually;
import io.annulus.cli.Forked;
import io.annulus.cli.Outcome;
import io.annulus.region.Region;
import io.annulus.ring.Consumer;
import io.annulus.ring.Producer;
import io.annulus.ring.Ring;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnqueueDequeueTest {
    @TempDir
    private Path directory;

    private Place place;

    @BeforeEach
    void createRegion() {
        place = Place.in(directory);
    }

    private void createRing(Object... more) {
        Object[] all = new Object[2 + more.length];
        all[0] = "--entries";
        all[1] = 8;
        System.arraycopy(more, 0, all, 2, more.length);
        place.ring("create", all).requireQuietSuccess();
    }

    @ParameterizedTest
    @CsvSource({
        "4, 4294967295, 4294967295",
        "4, 0x10, 16",
        "8, 18446744073709551615, 18446744073709551615",
        "8, 0xFFFFFFFFFFFFFFFF, 18446744073709551615",
        "8, 0, 0",
        "12, 255, 0xff",
        "16, 0x0123456789abcdef0123456789abcdef, 0x123456789abcdef0123456789abcdef",
        "20, 1461501637330902918203684832716283019655932542975, 0xffffffffffffffffffffffffffffffffffffffff",
        "64, 0, 0x0"
    })
    void aValueComesOutAsItWentIn(int elementSize, String in, String out) {
        createRing("--element-size", elementSize);
        place.ring("enqueue", in).requireQuietSuccess();
        assertThat(place.ring("dequeue").requireQuietSuccess().lines()).containsExactly(out);
    }

    @Test
    void aValueIsTheWholeElementLittleEndian() {
        createRing();
        place.ring("enqueue", "0x8877665544332211").requireQuietSuccess();
        try (Region region = Region.open(place.path());
                Consumer consumer = Ring.attach(region, Place.RING).consumer()) {
            assertThat(consumer.dequeueOr(0L)).isEqualTo(0x8877665544332211L);
        }
    }

    @Test
    void hexadecimalIsThereForTheAsking() {
        createRing();
        place.ring("enqueue", 255, 16).requireQuietSuccess();
        assertThat(place.ring("dequeue", "--hex").lines()).containsExactly("0xff", "0x10");
    }

    @Test
    void aFullRingStopsAndSaysHowManyWentInAndTheFirstThatDidNot() {
        createRing();
        place.ring("enqueue", 1, 2, 3, 4, 5, 6, 7, 88, 99)
                .requireRefusal(1, "7 of 9 values went in", "not taken is 88");
        assertThat(place.ring("dequeue").lines()).containsExactly("1", "2", "3", "4", "5", "6", "7");
    }

    @ParameterizedTest
    @CsvSource({"-1", "1.5", "abc", "0x", "0xg", "4294967296", "1e3", "''"})
    void aValueThatCannotBeIsRefusedBeforeAnyGoesIn(String bad) {
        createRing("--element-size", 4);
        Outcome outcome = place.ring("enqueue", "1", bad);
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err()).contains("'" + bad + "'");
        assertThat(place.info().toString()).contains("used=0");
    }

    @Test
    void valuesComeFromStandardInputWhereNoneAreGiven() throws Exception {
        createRing();
        enqueue("5\n0x6\n 7 \n8").requireQuietSuccess();
        assertThat(place.ring("dequeue").lines()).containsExactly("5", "6", "7", "8");
        enqueue("").requireQuietSuccess();
    }

    @Test
    void aBadLineStopsAndIsNamed() throws Exception {
        createRing();
        enqueue("5\n6\nseven\n8\n").requireRefusal(2, "line 3", "'seven'", "2 values went in");
        assertThat(place.ring("dequeue").lines()).containsExactly("5", "6");
    }

    @Test
    void aFullRingStopsReadingLines() throws Exception {
        createRing();
        enqueue("1\n2\n3\n4\n5\n6\n7\n8\n9\n").requireRefusal(1, "7 values went in", "not taken is 8");
    }

    private Outcome enqueue(String lines) throws Exception {
        try (Forked forked = Forked.start("ring", "enqueue", place.path(), Place.RING)) {
            return forked.finish(lines);
        }
    }

    @Test
    void dequeueTakesWhatIsThereAndNoMoreThanAskedFor() {
        createRing();
        place.ring("enqueue", 1, 2, 3, 4).requireQuietSuccess();
        assertThat(place.ring("dequeue", "--count", 3).requireQuietSuccess().lines())
                .containsExactly("1", "2", "3");
        assertThat(place.ring("dequeue", "--count", 3).requireQuietSuccess().lines())
                .containsExactly("4");
        assertThat(place.ring("dequeue").requireQuietSuccess().out()).isEmpty();
        place.ring("dequeue", "--count", 0).requireRefusal(2, "--count");
    }

    @Test
    void anExpiredWaitIsAFailureAfterPrintingWhatCame() {
        createRing();
        place.ring("dequeue", "--wait", "10ms").requireRefusal(1, "0 of 1");
        place.ring("enqueue", 1, 2).requireQuietSuccess();
        Outcome some = place.ring("dequeue", "--wait", "10ms", "--count", 3);
        assertThat(some.lines()).containsExactly("1", "2");
        assertThat(some.status()).isEqualTo(1);
        assertThat(some.err()).contains("2 of 3");
        place.ring("dequeue", "--wait", "soon").requireRefusal(2, "soon");
    }

    @Test
    void aWaitEndsWithTheFirstElementOrAsManyAsWereAskedFor() throws Exception {
        createRing();
        try (Forked first = Forked.start("ring", "dequeue", place.path(), Place.RING, "--wait", "10m")) {
            place.ring("enqueue", 1).requireQuietSuccess();
            assertThat(first.finish("").requireQuietSuccess().lines()).containsExactly("1");
        }
        try (Forked three = Forked.start("ring", "dequeue", place.path(), Place.RING, "--wait", "10m", "--count", 3)) {
            place.ring("enqueue", 1, 2).requireQuietSuccess();
            place.ring("enqueue", 3, 4).requireQuietSuccess();
            assertThat(three.finish("").requireQuietSuccess().lines()).containsExactly("1", "2", "3");
        }
        assertThat(place.ring("dequeue").lines()).containsExactly("4");
    }

    @Test
    void anInterruptedWaitHasTheShellsStatus() throws Exception {
        createRing();
        try (Forked dequeue = Forked.start("ring", "dequeue", place.path(), Place.RING, "--wait", "10m")) {
            Eventually.holds(
                    "it has its role",
                    () -> Annulus.run("region", "info", place.path()).out().contains("consumer"));
            dequeue.interrupt();
            assertThat(dequeue.finish("")).isEqualTo(new Outcome(130, "", ""));
        }
    }

    @Test
    void aHeldSideIsRefusedNamingItsHolderAndNotLostByForce() {
        createRing("--producers", "single", "--consumers", "single");
        String holder = "pid " + ProcessHandle.current().pid();
        try (Region region = Region.open(place.path())) {
            Ring ring = Ring.attach(region, Place.RING);
            try (Producer producer = ring.producer();
                    Consumer consumer = ring.consumer()) {
                place.ring("enqueue", 1).requireRefusal(1, holder, "AN-401");
                place.ring("dequeue").requireRefusal(1, holder, "AN-401");
                place.ring("enqueue", 1, "--force").requireRefusal(1, holder, "AN-401");
                place.ring("dequeue", "--force").requireRefusal(1, holder, "AN-401");
                assertThat(producer.enqueue(7L)).isTrue();
                assertThat(consumer.dequeueOr(0L)).isEqualTo(7);
            }
        }
        place.ring("enqueue", 1).requireQuietSuccess();
        assertThat(place.ring("dequeue").lines()).containsExactly("1");
    }

    @Test
    void whatCouldNotBePrintedIsNotLost() throws Exception {
        Path path = place.path();
        Annulus.run("ring", "create", path, "many", "--entries", 65536).requireQuietSuccess();
        long[] values = new long[65535];
        for (int i = 0; i < values.length; i++) {
            values[i] = i;
        }
        try (Region region = Region.open(path);
                Producer producer = Ring.attach(region, "many").producer()) {
            assertThat(producer.enqueueBulk(values, 0, values.length)).isEqualTo(values.length);
        }
        // More text than a pipe holds, so whenever the reader leaves, a write fails.
        try (Forked dequeue = Forked.start("ring", "dequeue", path, "many")) {
            Outcome outcome = dequeue.withoutReader().finish("");
            assertThat(outcome.status()).isEqualTo(1);
            long[] shown = outcome.err()
                    .lines()
                    .filter(line -> line.matches("[0-9]+"))
                    .mapToLong(Long::parseLong)
                    .toArray();
            assertThat(outcome.err()).contains("the " + shown.length + " values above");
            String next = Annulus.run("ring", "dequeue", path, "many", "--count", 1)
                    .lines()
                    .getFirst();
            assertThat(shown[shown.length - 1]).isEqualTo(Long.parseLong(next) - 1);
        }
    }

    @Test
    void onASingleSideWhatCouldNotBePrintedIsStillInTheRing() throws Exception {
        createRing("--consumers", "single");
        place.ring("enqueue", 1, 2, 3).requireQuietSuccess();
        Process full = Forked.builder("ring", "dequeue", place.path(), Place.RING)
                .redirectOutput(new File("/dev/full"))
                .start();
        Outcome outcome = Forked.of(full).finish("");
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err())
                .contains("could not be printed is still in the ring")
                .doesNotContain("\n1\n");
        assertThat(place.info().toString()).contains("used=3", "consumerReserved=0");
        assertThat(place.ring("dequeue").requireQuietSuccess().lines()).containsExactly("1", "2", "3");
    }

    @Test
    void onASingleSideACommandThatIsKilledTakesNothingWithIt() throws Exception {
        Path path = place.path();
        int count = 65535;
        Annulus.run("ring", "create", path, "many", "--entries", 65536, "--consumers", "single")
                .requireQuietSuccess();
        try (Region region = Region.open(path)) {
            Ring ring = Ring.attach(region, "many");
            long[] values = LongStream.range(0, count).toArray();
            try (Producer producer = ring.producer()) {
                assertThat(producer.enqueueBulk(values, 0, count)).isEqualTo(count);
            }
            List<String> printed;
            try (Forked dequeue = Forked.start("ring", "dequeue", path, "many")) {
                // It has filled the pipe and waits for its reader, with the next batch in hand.
                Eventually.holds("it waits", () -> ring.info().consumers().reserved() > 0 && ring.count() < count);
                dequeue.kill();
                printed = dequeue.process().inputReader().lines().toList();
            }
            List<String> left = Annulus.run("ring", "dequeue", path, "many")
                    .requireQuietSuccess()
                    .lines();
            assertThat(printed).isEqualTo(numbers(0, printed.size()));
            assertThat(left).isEqualTo(numbers(count - left.size(), count));
            assertThat(printed.size() + left.size()).as("nothing is lost").isGreaterThanOrEqualTo(count);
        }
    }

    private static List<String> numbers(int from, int to) {
        return LongStream.range(from, to).mapToObj(Long::toString).toList();
    }

    @Test
    void aWaitForSomebodyElsesReservationEndsAndSaysWhoseItIs() {
        createRing("--producers", "hts", "--consumers", "hts");
        place.ring("enqueue", 1, 2, 3).requireQuietSuccess();
        String self = "pid " + ProcessHandle.current().pid();
        try (Region region = Region.open(place.path());
                Consumer consumer = Ring.attach(region, Place.RING).consumer()) {
            consumer.reserveBulk(2);
            place.ring("dequeue", "--wait", "20ms")
                    .requireRefusal(5, "'orders': gave up waiting; 0 elements came", "it is " + self, "AN-209");
        }
        assertThat(place.ring("dequeue").requireQuietSuccess().lines()).containsExactly("1", "2", "3");
    }
}
