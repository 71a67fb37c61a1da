// SPDX-License-Identifier: Apache-2.0
package io.annulus.interop.vm;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.cli.vm.GuestRun;
import io.annulus.cli.vm.VirtualMachine;
import io.annulus.ring.Consumer;
import io.annulus.ring.Producer;
import io.annulus.ring.Ring;
import io.annulus.ring.SyncMode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Guests that are killed, and guests that come, while the host goes on. */
class GuestsComeAndGoTest {
    private static final int MINGLED = 10_000;

    @Test
    void whatAKilledGuestLeftIsThereForTheNextOne() {
        try (Guests guests = new Guests()) {
            Ring orders = Rings.create(guests.region(), "orders", SyncMode.SINGLE);
            Ring shared = Rings.create(guests.region(), "shared", SyncMode.MULTI);
            try (Producer producer = orders.producer();
                    Producer toShared = shared.producer()) {
                VirtualMachine first = guests.boot();
                put(producer, 1001, 1050);
                put(toShared, 1, 20);
                assertThat(Guests.annulus(first, "ring dequeue pci:auto shared --count 10")
                                .status())
                        .isZero();
                GuestRun taking = first.start("annulus ring dequeue pci:auto orders --count 200 --wait 10m");
                taking.awaitLine("1050", Guests.DEADLINE);
                Patience patience = new Patience();
                while (!orders.isEmpty()) {
                    patience.moved(0); // It takes an element only after it has printed it.
                }
                first.close();
                assertThat(first.process().isAlive()).isFalse();

                put(producer, 1051, 1090);
                VirtualMachine second = guests.boot();
                put(producer, 1091, 1100);
                GuestRun refused = Guests.annulus(second, "ring dequeue pci:auto orders --count 50");
                assertThat(refused.status()).isEqualTo(1);
                assertThat(refused.lines()).anyMatch(line -> line.contains("--force"));
                GuestRun rest = Guests.annulus(second, "ring dequeue pci:auto orders --count 50 --force");
                assertThat(rest.lines()).containsSubsequence(numbers(1051, 1100));
                assertThat(rest.lines()).doesNotContain("1050", "1101");
                assertThat(rest.status()).isZero();
            }
            try (Consumer consumer = shared.consumer()) {
                long[] left = new long[20];
                assertThat(consumer.dequeueBurst(left, 0, 20)).isEqualTo(10);
                assertThat(left).startsWith(11, 12, 13, 14, 15, 16, 17, 18, 19, 20);
            }
        }
    }

    @Test
    void twoGuestsShareTheSidesOfRingsAndTheHostHearsOfEveryElementOnce() {
        try (Guests guests = new Guests()) {
            VirtualMachine first = guests.boot();
            VirtualMachine second = guests.boot();
            for (SyncMode mode : Rings.SHARED) {
                Rings.create(guests.region(), Rings.mixed(mode), mode);
            }
            Ring ofFirst = Rings.create(guests.region(), Rings.report(Mingling.FIRST), SyncMode.SINGLE);
            Ring ofSecond = Rings.create(guests.region(), Rings.report(Mingling.SECOND), SyncMode.SINGLE);
            GuestRun here = Guests.party(first, "mingle " + MINGLED + " " + Mingling.FIRST);
            GuestRun there = Guests.party(second, "mingle " + MINGLED + " " + Mingling.SECOND);
            here.awaitLine("attached", Guests.DEADLINE);
            there.awaitLine("attached", Guests.DEADLINE);
            for (SyncMode mode : Rings.SHARED) {
                CompletableFuture<List<Long>> bySecond =
                        CompletableFuture.supplyAsync(() -> new Stream(ofSecond).receive());
                List<Long> all = new ArrayList<>(new Stream(ofFirst).receive());
                assertThat(all).as("the first guest took part in %s", mode).isNotEmpty();
                assertThat(bySecond.join())
                        .as("the second guest took part in %s", mode)
                        .isNotEmpty();
                all.addAll(bySecond.join());
                assertThat(all.stream().sorted().toList()).as(mode.toString()).isEqualTo(Mingling.numbers(MINGLED));
            }
            assertThat(here.awaitEnd(Guests.DEADLINE).status()).isZero();
            assertThat(there.awaitEnd(Guests.DEADLINE).status()).isZero();
        }
    }

    private static void put(Producer producer, long from, long to) {
        long[] values = LongStream.rangeClosed(from, to).toArray();
        assertThat(producer.enqueueBulk(values, 0, values.length)).isEqualTo(values.length);
    }

    private static String[] numbers(long from, long to) {
        return LongStream.rangeClosed(from, to).mapToObj(Long::toString).toArray(String[]::new);
    }
}
