// SPDX-License-Identifier: Apache-2.0
package io.annulus.interop.bell;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.cli.vm.GuestRun;
import io.annulus.cli.vm.VirtualMachine;
import io.annulus.interop.vm.Guests;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nobody who waits for a change in the memory, and is to be rung, sleeps on. */
class WakeUpTest {
    private static final int ROUNDS = 100_000;

    @TempDir
    private Path directory;

    @Test
    void noWakeUpIsLostBetweenHostAndGuest() throws Exception {
        long seed = Long.getLong("annulus.seed", System.nanoTime());
        try (ServedGuests guests = new ServedGuests(directory)) {
            var memory = guests.region().memory(guests.zone(Rounds.ZONE, Rounds.BYTES));
            VirtualMachine guest = guests.bootAndSetUp();
            GuestRun party = ServedGuests.party(guest, "rounds " + ROUNDS + " " + seed);
            Rounds rounds = new Rounds(new StrictBells(guests.host()), 0, memory, new SplittableRandom(~seed));
            long rang = rounds.lead(ROUNDS);
            party.awaitEnd(Guests.DEADLINE);
            assertThat(party.status())
                    .as("seed %d: %s; %s", seed, rounds.state(), party.lines())
                    .isZero();
            System.out.println("host rang " + rang + " times in " + ROUNDS + " rounds, the guest " + party.lines());
            assertThat(rang).as("seed %d", seed).isPositive();
            assertThat(party.lines()).anyMatch(line -> line.matches("rang [1-9][0-9]* times"));
        }
    }
}
