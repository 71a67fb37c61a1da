// SPDX-License-Identifier: Apache-2.0
package io.annulus.interop.bell;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.cli.vm.GuestRun;
import io.annulus.cli.vm.VirtualMachine;
import io.annulus.interop.vm.Guests;
import io.annulus.interop.vm.Stream;
import io.annulus.ivshmem.client.IvshmemClient;
import io.annulus.ring.SyncMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Doorbells between the host and two guests, on every vector and in every direction, and rings whose users ring each other. */
class DoorbellsTest {
    private static final int ROUNDS = 200;
    private static final int MIRRORED = 20_000;

    @TempDir
    private Path directory;

    @Test
    void everyRingOnEveryVectorArrivesBetweenHostAndGuestAndBetweenGuests() throws Exception {
        String all = "rung " + ROUNDS * ServedGuests.VECTORS + " times on " + ServedGuests.VECTORS + " vectors";
        String rounds = " " + ServedGuests.VECTORS + " " + ROUNDS;
        try (ServedGuests guests = new ServedGuests(directory)) {
            VirtualMachine first = guests.bootAndSetUp();
            GuestRun follower =
                    ServedGuests.party(first, "follow " + guests.host().id() + rounds);
            int firstId = id(follower);
            assertThat(guests.lead(firstId, ServedGuests.VECTORS, ROUNDS)).isEqualTo(all);
            assertThat(follower.awaitEnd(Guests.DEADLINE).lines()).contains(all, "closed");

            VirtualMachine second = guests.bootAndSetUp();
            GuestRun answers = ServedGuests.party(first, "follow " + (firstId + 1) + rounds);
            GuestRun leads = ServedGuests.party(second, "lead " + firstId + rounds);
            assertThat(id(leads)).isEqualTo(firstId + 1);
            assertThat(leads.awaitEnd(Guests.DEADLINE).lines()).contains(all, "closed");
            assertThat(answers.awaitEnd(Guests.DEADLINE).lines()).contains(all, "closed");
        }
    }

    private static int id(GuestRun party) {
        String ready = party.lines().stream()
                .filter(line -> line.startsWith("ready as peer "))
                .findFirst()
                .orElseThrow();
        return Integer.parseInt(ready.substring("ready as peer ".length()));
    }

    @Test
    void ringsOfEveryModeCarryNumbersToAGuestAndBackAndWhoeverWaitsIsRung() throws Exception {
        try (ServedGuests guests = new ServedGuests(directory)) {
            List<String> rings = Arrays.stream(SyncMode.values())
                    .map(mode -> guests.ring(mode.word(), mode))
                    .toList();
            VirtualMachine guest = guests.bootAndSetUp();
            GuestRun party = ServedGuests.party(guest, "mirror " + MIRRORED + " " + String.join(" ", rings));
            IvshmemClient receiver = guests.client();
            List<String> expected = new ArrayList<>();
            for (String ring : rings) {
                Stream out = guests.stream(ring, guests.host());
                Stream back = guests.stream(ring + ServedGuests.BACK, receiver);
                CompletableFuture<String> sent = CompletableFuture.supplyAsync(() -> out.sendNumbers(MIRRORED));
                String received = back.receiveNumbers(MIRRORED);
                assertThat(received).as(ring).isEqualTo(sent.get());
                expected.add(ring + " " + received);
            }
            assertThat(party.awaitEnd(Guests.DEADLINE).lines())
                    .containsAll(expected)
                    .contains("closed");
            assertThat(party.status()).isZero();
        }
    }

    @Test
    void twoGuestsSendEachOtherNumbersThroughMemoryThatTheHostOnlyServes() throws Exception {
        try (ServedGuests guests = new ServedGuests(directory)) {
            String ring = guests.ring("between", SyncMode.SINGLE);
            VirtualMachine first = guests.bootAndSetUp();
            VirtualMachine second = guests.bootAndSetUp();
            GuestRun one = ServedGuests.party(first, "mirror " + MIRRORED + " " + ring);
            GuestRun two = ServedGuests.party(second, "turn " + MIRRORED + " " + ring);
            assertThat(two.awaitEnd(Guests.DEADLINE).lines()).anyMatch(line -> line.startsWith("same " + MIRRORED));
            assertThat(one.awaitEnd(Guests.DEADLINE).lines()).contains("closed");
            assertThat(guests.server().status().dropped()).isZero();
        }
    }
}
