// SPDX-License-Identifier: Apache-2.0
package io.annulus.interop;

/** What one consumer of a storm has seen. */
final class StormLedger {
    private static final int MOST_PRODUCERS = 256;
    private static final long SEQUENCE_MASK = (1L << StormParty.SEQUENCE_BITS) - 1;

    private final long[] next = new long[MOST_PRODUCERS];
    private long count;
    private long checksum;
    private boolean ordered = true;
    private int poisons;

    void add(long[] values, int moved) {
        for (int k = 0; k < moved; k++) {
            if (values[k] == StormParty.POISON) {
                poisons++;
            } else {
                add(values[k]);
            }
        }
    }

    private void add(long value) {
        long producer = value >>> StormParty.SEQUENCE_BITS;
        long sequence = value & SEQUENCE_MASK;
        if (producer >= MOST_PRODUCERS || sequence < next[(int) producer]) {
            ordered = false;
        } else {
            next[(int) producer] = sequence + 1;
        }
        count++;
        checksum += value;
    }

    int poisons() {
        return poisons;
    }

    StormParty.Tally tally() {
        return new StormParty.Tally(count, checksum, ordered);
    }
}
