// SPDX-License-Identifier: Apache-2.0
package io.annulus.interop.vm;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.cli.vm.GuestRun;
import io.annulus.cli.vm.VirtualMachine;
import io.annulus.ring.Ring;
import io.annulus.ring.RingSpec;
import io.annulus.ring.SyncMode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One guest with a plain ivshmem device, and the host. */
class HostAndGuestTest {
    private static final int MIRRORED = 50_000;
    private static final int MINGLED = 200_000;

    private static Guests guests;
    private static VirtualMachine guest;

    /** Once; here and not before all tests, so that a test that is skipped says so itself. */
    @BeforeEach
    void boot() {
        if (guests == null) {
            guests = new Guests();
            guest = guests.boot();
        }
    }

    @AfterAll
    static void pullThePlug() {
        if (guests != null) {
            guests.close();
        }
    }

    @Test
    void theGuestsCommandFindsTheDeviceAndTheRegionOnIt() {
        Ring.create(guests.region(), "orders", RingSpec.ofEntries(64));
        GuestRun info = Guests.annulus(guest, "guest info");
        assertThat(info.lines()).anyMatch(line -> line.matches("kind +ivshmem-plain, revision 1"));
        assertThat(info.lines()).anyMatch(line -> line.matches("processor .* TCG .*"));
        assertThat(info.lines()).anyMatch(line -> line.startsWith("orders"));
        assertThat(info.status()).isZero();
    }

    @Test
    void whatGoesThroughRingsOfEveryModeToTheGuestAndBackArrivesInOrder() throws Exception {
        for (SyncMode mode : SyncMode.values()) {
            Rings.create(guests.region(), Rings.out(mode), mode);
            Rings.create(guests.region(), Rings.back(mode), mode);
        }
        GuestRun party = Guests.party(guest, "mirror " + MIRRORED);
        party.awaitLine("attached", Guests.DEADLINE);
        List<String> expected = new ArrayList<>();
        for (SyncMode mode : SyncMode.values()) {
            Stream out = new Stream(Ring.attach(guests.region(), Rings.out(mode)));
            Stream back = new Stream(Ring.attach(guests.region(), Rings.back(mode)));
            CompletableFuture<String> sent = CompletableFuture.supplyAsync(() -> out.sendNumbers(MIRRORED));
            String received = back.receiveNumbers(MIRRORED);
            assertThat(received).as(mode.toString()).isEqualTo(sent.get());
            expected.add(mode + " " + received);
        }
        party.awaitEnd(Guests.DEADLINE);
        assertThat(party.lines()).containsAll(expected);
        assertThat(party.status()).isZero();
    }

    @Test
    void onSidesThatHostAndGuestShareEveryElementArrivesOnce() throws Exception {
        for (SyncMode mode : Rings.SHARED) {
            Rings.create(guests.region(), Rings.mixed(mode), mode);
        }
        Stream report = new Stream(Rings.create(guests.region(), Rings.report(Mingling.SECOND), SyncMode.SINGLE));
        GuestRun party = Guests.party(guest, "mingle " + MINGLED + " " + Mingling.SECOND);
        party.awaitLine("attached", Guests.DEADLINE);
        for (SyncMode mode : Rings.SHARED) {
            Ring ring = Ring.attach(guests.region(), Rings.mixed(mode));
            List<Long> byHost = new Mingling(ring, Mingling.FIRST, MINGLED).take();
            List<Long> byGuest = report.receive();
            assertThat(byHost).as("the host took part in %s", mode).isNotEmpty();
            assertThat(byGuest).as("the guest took part in %s", mode).isNotEmpty();
            List<Long> all = new ArrayList<>(byHost);
            all.addAll(byGuest);
            assertThat(all.stream().sorted().toList()).as(mode.toString()).isEqualTo(Mingling.numbers(MINGLED));
        }
        party.awaitEnd(Guests.DEADLINE);
        assertThat(party.status()).as("%s", party.lines()).isZero();
    }
}
