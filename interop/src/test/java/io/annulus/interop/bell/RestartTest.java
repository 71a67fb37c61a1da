// SPDX-License-Identifier: Apache-2.0
package io.annulus.interop.bell;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.cli.vm.GuestRun;
import io.annulus.cli.vm.VirtualMachine;
import io.annulus.interop.CProcess;
import io.annulus.interop.vm.Guests;
import io.annulus.ring.SyncMode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What guests have stays theirs while others start again: the host's application, and the server. */
class RestartTest {
    private static final int SESSIONS = 5;
    private static final int ENOUGH = 1000;
    private static final int ROUNDS = 300;
    private static final String ROUNDS_OF_EACH = " " + ServedGuests.VECTORS + " " + ROUNDS;
    private static final String ALL =
            "rung " + ROUNDS * ServedGuests.VECTORS + " times on " + ServedGuests.VECTORS + " vectors";

    @TempDir
    private Path directory;

    @Test
    void anApplicationThatIsKilledFindsItsRegionAgainAndTheGuestFindsItsNewSession() throws Exception {
        try (ServedGuests guests = new ServedGuests(directory)) {
            String ring = guests.ring("orders", SyncMode.SINGLE);
            VirtualMachine guest = guests.bootAndSetUp();
            GuestRun party = ServedGuests.party(guest, "sessions " + ring + " " + SESSIONS + " " + ENOUGH);
            long before = guests.region().session();
            for (long session = before + 1; session <= before + SESSIONS; session++) {
                try (CProcess application = HostApplication.start(guests.socket(), ring)) {
                    assertThat(application.line()).isEqualTo("session " + session);
                    party.awaitLine("heard " + ENOUGH + " of session " + session, Guests.DEADLINE);
                }
            }
            assertThat(party.awaitEnd(Guests.DEADLINE).lines()).contains("closed");
            assertThat(party.status()).isZero();
        }
    }

    @Test
    void guestsRingEachOtherWhileNobodyServesThemAndAfterTheirServerIsReplaced() throws Exception {
        try (ServedGuests guests = new ServedGuests(directory)) {
            VirtualMachine first = guests.bootAndSetUp();
            VirtualMachine second = guests.bootAndSetUp();
            guests.replaceServer(() -> requireRinging(first, 1, second, 2));
            requireRinging(first, 1, second, 2);

            VirtualMachine third = guests.bootAndSetUp();
            requireRinging(first, 1, third, 3);
            GuestRun answers =
                    ServedGuests.party(first, "follow " + guests.host().id() + ROUNDS_OF_EACH);
            assertThat(guests.lead(1, ServedGuests.VECTORS, ROUNDS)).isEqualTo(ALL);
            assertThat(answers.awaitEnd(Guests.DEADLINE).lines()).contains(ALL, "closed");
            assertThat(guests.server().status().dropped()).isZero();
        }
    }

    private static void requireRinging(VirtualMachine one, int oneId, VirtualMachine other, int otherId) {
        GuestRun follows = ServedGuests.party(one, "follow " + otherId + ROUNDS_OF_EACH);
        GuestRun leads = ServedGuests.party(other, "lead " + oneId + ROUNDS_OF_EACH);
        assertThat(leads.awaitEnd(Guests.DEADLINE).lines()).contains(ALL, "closed");
        assertThat(follows.awaitEnd(Guests.DEADLINE).lines()).contains(ALL, "closed");
    }
}
