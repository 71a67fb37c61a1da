// SPDX-License-Identifier: Apache-2.0
package io.annulus.interop.bell;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.cli.vm.GuestRun;
import io.annulus.cli.vm.VirtualMachine;
import io.annulus.interop.vm.Guests;
import io.annulus.ring.Producer;
import io.annulus.ring.Ring;
import io.annulus.ring.SyncMode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Setting a guest's device up and taking that back, by command, on a stock kernel; and guests that are killed meanwhile. */
class SetupTest {
    @TempDir
    private Path directory;

    @Test
    void anOrdinaryUserOfTheGroupIsRungAndUsesRingsAndNobodyElseIs() throws Exception {
        try (ServedGuests guests = new ServedGuests(directory)) {
            String ring = guests.ring("orders", SyncMode.SINGLE);
            VirtualMachine guest = guests.boot();
            GuestRun before = Guests.annulus(guest, "guest wait 0");
            assertThat(before.lines())
                    .anyMatch(line -> line.contains("without a driver") && line.contains("guest setup"));
            assertThat(before.status()).isEqualTo(1);

            GuestRun setup = Guests.annulus(guest, "guest setup --group rings");
            assertThat(setup.lines()).anyMatch(line -> line.startsWith("bound pci:"));
            assertThat(setup.lines()).anyMatch(line -> line.contains("to group rings"));
            assertThat(setup.status()).isZero();
            assertThat(Guests.annulus(guest, "guest setup --group rings").status())
                    .as("again: nothing to do")
                    .isZero();

            GuestRun waiting = ServedGuests.as(guest, "user", "guest wait 0 --timeout 5m");
            waiting.awaitLine("waiting for a ring of peer 1", Guests.DEADLINE);
            guests.host().ring(1, 0, Guests.DEADLINE);
            assertThat(waiting.awaitEnd(Guests.DEADLINE).lines()).contains("1 ring");
            try (Producer producer = Ring.attach(guests.region(), ring).producer()) {
                producer.enqueue(17L);
            }
            GuestRun taken = ServedGuests.as(guest, "user", "ring dequeue pci:auto " + ring)
                    .awaitEnd(Guests.DEADLINE);
            assertThat(taken.lines()).contains("17");

            GuestRun refused =
                    ServedGuests.as(guest, "stranger", "guest wait 0").awaitEnd(Guests.DEADLINE);
            assertThat(refused.lines()).anyMatch(line -> line.contains("may not read and write /dev/vfio/"));
            assertThat(refused.status()).isEqualTo(1);
        }
    }

    @Test
    void oneProgramHasTheDeviceAndUnbindingAsksItForIt() throws Exception {
        try (ServedGuests guests = new ServedGuests(directory)) {
            VirtualMachine guest = guests.bootAndSetUp();
            run(guest, "program " + BellParty.class.getName() + " hold >/tmp/held 2>&1 &");
            run(guest, "until grep -q ready /tmp/held; do sleep 0.1; done");
            GuestRun second = Guests.annulus(guest, "guest wait 0");
            assertThat(second.lines()).anyMatch(line -> line.contains("EBUSY") && line.contains("End that program"));
            GuestRun memory = Guests.annulus(guest, "ring list pci:auto");
            assertThat(memory.lines()).anyMatch(line -> line.contains("held by a program"));

            GuestRun unbind = Guests.annulus(guest, "guest unbind");
            assertThat(unbind.lines()).anyMatch(line -> line.matches("unbound pci:.* from vfio-pci"));
            assertThat(unbind.status()).isZero();
            assertThat(run(guest, "cat /tmp/held").lines()).containsSubsequence("wanted back", "closed");

            GuestRun info = Guests.annulus(guest, "guest info");
            assertThat(info.lines()).anyMatch(line -> line.matches("driver +none"));
            assertThat(info.lines()).anyMatch(line -> line.startsWith("interrupts      polling"));
            assertThat(Guests.annulus(guest, "guest unbind").lines())
                    .as("again: nothing to do")
                    .anyMatch(line -> line.contains("as before"));

            ServedGuests.setUp(guest);
            GuestRun follower =
                    ServedGuests.party(guest, "follow " + guests.host().id() + " 1 10");
            guests.lead(1, 1, 10);
            assertThat(follower.awaitEnd(Guests.DEADLINE).lines()).contains("rung 10 times on 1 vectors");
        }
    }

    private static GuestRun run(VirtualMachine guest, String command) {
        return guest.run(command, Guests.DEADLINE);
    }

    @Test
    void whileOneGuestIsKilledAndBootedAgainTheOthersGoOnRinging() throws Exception {
        try (ServedGuests guests = new ServedGuests(directory)) {
            VirtualMachine steady = guests.bootAndSetUp();
            VirtualMachine first = guests.bootAndSetUp();
            ServedGuests.party(first, "follow " + guests.host().id() + " 1 1000000");
            assertThat(guests.lead(2, 1, 100)).isEqualTo("rung 100 times on 1 vectors");
            first.close();

            GuestRun follower =
                    ServedGuests.party(steady, "follow " + guests.host().id() + " 1 100");
            assertThat(guests.lead(1, 1, 100)).isEqualTo("rung 100 times on 1 vectors");
            assertThat(follower.awaitEnd(Guests.DEADLINE).status()).isZero();

            VirtualMachine next = guests.bootAndSetUp();
            GuestRun reborn = ServedGuests.party(next, "follow " + guests.host().id() + " 1 100");
            assertThat(guests.lead(3, 1, 100)).isEqualTo("rung 100 times on 1 vectors");
            assertThat(reborn.awaitEnd(Guests.DEADLINE).status()).isZero();
        }
    }
}
