// SPDX-License-Identifier: Apache-2.0
package io.annulus.ring;

import java.util.Random;

/** What somebody writes who never stops writing over an index. */
enum Hostility {
    /** Numbers that count up. */
    COUNTING {
        @Override
        int next(int found, int original, Random random) {
            return found + 1;
        }
    },
    /** Numbers that go round the table. */
    LAPPING {
        @Override
        int next(int found, int original, Random random) {
            return found + Attacked.SIZE;
        }
    },
    /** Numbers that might be, or nearly. */
    PLAUSIBLE {
        @Override
        int next(int found, int original, Random random) {
            return original + random.nextInt(-Attacked.CAPACITY - 1, Attacked.CAPACITY + 2);
        }
    },
    /** Any numbers. */
    RANDOM {
        @Override
        int next(int found, int original, Random random) {
            return random.nextInt();
        }
    },
    /** Now and then nothing, so that now and then something works; any number. */
    SOMETIMES {
        @Override
        int next(int found, int original, Random random) {
            return random.nextInt(8) == 0 ? random.nextInt() : found;
        }
    },
    /** The right number and a wrong one by turns. */
    TOGGLING {
        @Override
        int next(int found, int original, Random random) {
            return found == original ? original + 1 : original;
        }
    };

    abstract int next(int found, int original, Random random);
}
