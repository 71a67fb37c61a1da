// SPDX-License-Identifier: Apache-2.0
package io.annulus.interop.bell;

import io.annulus.ivshmem.doorbell.Doorbells;

/**
 * Two parties that answer each ring with one, on every vector in turn, so that none can be merged with the next.
 *
 * @param own whose doorbells
 * @param other the other's id
 * @param vectors that both have
 * @param rounds on each
 */
record RingByRing(Doorbells own, int other, int vectors, int rounds) {

    /** Begins each round; returns what it counted. */
    String lead() {
        long rung = 0;
        for (int vector = 0; vector < vectors; vector++) {
            for (int round = 0; round < rounds; round++) {
                own.ring(other, vector);
                rung += one(vector, round);
            }
        }
        return describe(rung);
    }

    /** Answers; returns what it counted. */
    String follow() {
        long rung = 0;
        for (int vector = 0; vector < vectors; vector++) {
            for (int round = 0; round < rounds; round++) {
                rung += one(vector, round);
                own.ring(other, vector);
            }
        }
        return describe(rung);
    }

    private long one(int vector, int round) {
        long rings = own.await(vector, StrictBells.LONGEST);
        if (rings != 1) {
            throw new IllegalStateException("round " + round + " on vector " + vector + " of peer " + own.id()
                    + " with " + other + ": expected 1 ring, found " + rings);
        }
        return rings;
    }

    private String describe(long rung) {
        return "rung " + rung + " times on " + vectors + " vectors";
    }
}
