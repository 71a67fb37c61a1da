// SPDX-License-Identifier: Apache-2.0
package io.annulus.ring;

import io.annulus.region.AbiProfile;
import io.annulus.region.Region;
import io.annulus.region.RegionSpec;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** A program whose very first operations on rings stand between two lines of its output. */
final class FirstOperations {
    static final String BEGIN = "the first operations begin";
    static final String END = "the first operations have ended";

    private static final int SOME = 9;

    private FirstOperations() {}

    public static void main(String[] args) {
        SyncMode mode = SyncMode.valueOf(args[0]);
        int elementSize = Integer.parseInt(args[1]);
        RingSpec spec = RingSpec.ofEntries(16)
                .withElementSize(elementSize)
                .withProducers(mode)
                .withConsumers(mode);
        MemorySegment elements = Arena.ofAuto().allocate(SOME * (long) elementSize);
        Ring ring = ring(args[2], spec);
        try (Producer producer = ring.producer();
                Consumer consumer = ring.consumer()) {
            System.out.println(BEGIN);
            int moved = producer.enqueueBulk(elements, 0, 1) + producer.enqueueBulk(elements, 0, SOME);
            moved -= consumer.dequeueBurst(elements, 0, SOME) + consumer.dequeueBulk(elements, 0, 1);
            if (elementSize == Long.BYTES) {
                moved += longs(producer, consumer);
            } else if (elementSize == Integer.BYTES) {
                moved += ints(producer, consumer);
            }
            System.out.println(END);
            if (moved != 0 || !ring.isEmpty()) {
                throw new AssertionError(moved + " moved, " + ring.info());
            }
        }
    }

    private static Ring ring(String code, RingSpec spec) {
        Region region = Region.anonymous(RegionSpec.ofSize(1 << 20));
        return switch (code) {
            case "common" -> Ring.createRaw(Arena.ofAuto().allocate(4096, 64), "first", spec, AbiProfile.LINE_64);
            case "region" -> Ring.create(region, "first", spec);
            case "own" -> Ring.create(region, "first", spec).withOwnCode();
            default -> throw new IllegalArgumentException(code);
        };
    }

    private static int longs(Producer producer, Consumer consumer) {
        long[] values = new long[SOME];
        boolean one = producer.enqueue(1L) && consumer.dequeueOr(0L) == 1;
        return (one ? 0 : 1)
                + producer.enqueueBulk(values, 0, SOME)
                - consumer.dequeueBurst(values, 0, 2)
                - consumer.dequeueBulk(values, 0, SOME - 2);
    }

    private static int ints(Producer producer, Consumer consumer) {
        int[] values = new int[SOME];
        boolean one = producer.enqueue(1) && consumer.dequeueOr(0) == 1;
        return (one ? 0 : 1)
                + producer.enqueueBulk(values, 0, SOME)
                - consumer.dequeueBurst(values, 0, 2)
                - consumer.dequeueBulk(values, 0, SOME - 2);
    }
}
