// SPDX-License-Identifier: Apache-2.0
package io.annulus.crash;

import io.annulus.region.Region;
import io.annulus.ring.Producer;
import io.annulus.ring.Reservation;
import io.annulus.ring.Ring;
import java.io.IOException;
import java.nio.file.Path;

/** Reserves two slots, says so, and when it is told to go on commits the first. */
final class PausedHolder {
    private PausedHolder() {}

    public static void main(String[] arguments) throws IOException {
        try (Region region = Region.open(Path.of(arguments[0]));
                Producer producer = Ring.attach(region, Small.NAME).producer()) {
            Reservation room = producer.reserveBulk(2);
            room.setLong(0, 1);
            room.setLong(1, 9);
            Victim.say("HOLDS");
            System.in.read();
            room.commit(1);
        }
        Victim.say("COMMITTED");
    }
}
