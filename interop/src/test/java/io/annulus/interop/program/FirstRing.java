// SPDX-License-Identifier: Apache-2.0
package io.annulus.interop.program;

import io.annulus.region.Region;
import io.annulus.region.RegionSpec;
import io.annulus.ring.Consumer;
import io.annulus.ring.Producer;
import io.annulus.ring.Ring;
import io.annulus.ring.RingSpec;
import java.nio.file.Path;

/** What a first user of the library writes: a region, a ring, elements through it. The argument is the region's path. */
public final class FirstRing {
    private FirstRing() {}

    public static void main(String[] args) {
        Path path = Path.of(args[0]);
        long sum = 0;
        try (Region region = Region.create(path, RegionSpec.ofSize(1 << 20))) {
            Ring ring = Ring.create(region, "numbers", RingSpec.ofEntries(1024));
            long[] values = new long[100];
            try (Producer producer = ring.producer();
                    Consumer consumer = ring.consumer()) {
                for (int round = 0; round < 10_000; round++) {
                    producer.enqueue(1L);
                    producer.enqueueBulk(new long[] {2, 3, 4}, 0, 3);
                    int moved = consumer.dequeueBurst(values, 0, values.length);
                    for (int i = 0; i < moved; i++) {
                        sum += values[i];
                    }
                }
            }
        }
        Region.remove(path);
        System.out.println("moved " + sum + " in " + FirstRing.class.getModule().getName() + " with "
                + Ring.class.getModule().getName());
    }
}
