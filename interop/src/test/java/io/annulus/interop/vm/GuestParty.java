// SPDX-License-Identifier: Apache-2.0
package io.annulus.interop.vm;

import io.annulus.ivshmem.guest.GuestDevices;
import io.annulus.ivshmem.guest.SystemFiles;
import io.annulus.region.Region;
import io.annulus.ring.Ring;
import io.annulus.ring.SyncMode;
import java.util.List;

/**
 * What runs in a guest: {@code mirror COUNT} sends back what it gets on the rings of every mode, {@code mingle COUNT PARTY} takes
 * part in a {@link Mingling} on those of every mode for several threads.
 */
final class GuestParty {
    private GuestParty() {}

    public static void main(String[] arguments) throws Exception {
        int count = Integer.parseInt(arguments[1]);
        try (Region region =
                new GuestDevices(SystemFiles.ofThisMachine()).only().attach()) {
            System.out.println("attached");
            if (arguments[0].equals("mirror")) {
                for (SyncMode mode : SyncMode.values()) {
                    Stream in = new Stream(Ring.attach(region, Rings.out(mode)));
                    Stream out = new Stream(Ring.attach(region, Rings.back(mode)));
                    System.out.println(mode + " " + Stream.copy(in, out, count));
                }
            } else {
                int party = Integer.parseInt(arguments[2]);
                for (SyncMode mode : Rings.SHARED) {
                    List<Long> taken = new Mingling(Ring.attach(region, Rings.mixed(mode)), party, count).take();
                    new Stream(Ring.attach(region, Rings.report(party))).send(taken);
                }
            }
        }
    }
}
