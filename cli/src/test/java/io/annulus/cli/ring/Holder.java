// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.ring;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.cli.Forked;
import io.annulus.region.Region;
import io.annulus.ring.Producer;
import io.annulus.ring.Ring;
import java.io.IOException;
import java.nio.file.Path;

/** Another JVM that reserves two elements on the producer side of a ring, and then does nothing more. */
final class Holder {
    private static final String HOLDS = "HOLDS";

    private Holder() {}

    /** The process itself: a region's path, and a ring's name. */
    public static void main(String[] args) throws IOException {
        try (Region region = Region.open(Path.of(args[0]));
                Producer producer = Ring.attach(region, args[1]).producer()) {
            producer.reserveBulk(2);
            System.out.println(HOLDS);
            System.in.read();
        }
    }

    /** Starts one, which has reserved when this returns. */
    static Forked start(Path path) throws IOException {
        Forked holder = Forked.start(Holder.class, path, Place.RING);
        assertThat(holder.process().inputReader().readLine()).isEqualTo(HOLDS);
        return holder;
    }
}
