// SPDX-License-Identifier: Apache-2.0
package io.annulus.interop.vm;

import io.annulus.ring.Consumer;
import io.annulus.ring.Producer;
import io.annulus.ring.Ring;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * One of two parties on the same ring: each puts its numbers in and, at the same time, takes out what it
 * can get. Each ends what it puts in with a mark, and takes until it has a mark.
 *
 * @param ring whose sides several threads may share
 * @param party what its numbers have in their high half
 * @param count how many numbers
 */
record Mingling(Ring ring, int party, int count) {
    static final int FIRST = 1;
    static final int SECOND = 2;

    private static final long MARK = -1;

    /** The index-th number of a party. */
    private static long number(int party, int index) {
        return (long) party << Integer.SIZE | index;
    }

    /** Every number of both. */
    static List<Long> numbers(int count) {
        List<Long> numbers = new ArrayList<>();
        for (int party : new int[] {FIRST, SECOND}) {
            for (int index = 0; index < count; index++) {
                numbers.add(number(party, index));
            }
        }
        return numbers;
    }

    /** Takes part, and returns what it took, the mark left out. */
    List<Long> take() throws Exception {
        CompletableFuture<Void> put = CompletableFuture.runAsync(
                this::put, task -> Thread.ofPlatform().daemon().start(task));
        List<Long> taken = new ArrayList<>();
        try (Consumer consumer = ring.consumer()) {
            consumer.setPatience(Patience.LONGEST);
            Patience patience = new Patience();
            long[] value = new long[1];
            while (true) {
                int moved = consumer.dequeueBurst(value, 0, 1);
                patience.moved(moved);
                if (moved > 0 && value[0] == MARK) {
                    break;
                }
                if (moved > 0) {
                    taken.add(value[0]);
                }
            }
        }
        put.get();
        return taken;
    }

    private void put() {
        try (Producer producer = ring.producer()) {
            producer.setPatience(Patience.LONGEST);
            Patience patience = new Patience();
            for (int index = 0; index <= count; ) {
                int moved = producer.enqueue(index < count ? number(party, index) : MARK) ? 1 : 0;
                patience.moved(moved);
                index += moved;
            }
        }
    }
}
