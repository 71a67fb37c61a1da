// SPDX-License-Identifier: Apache-2.0
package io.annulus.liveness;

/** What a participant line is there for. */
public enum Purpose {
    /** A change of the directory in progress. */
    DIRECTORY(1),
    /** An open producer role. */
    PRODUCER(2),
    /** An open consumer role. */
    CONSUMER(3);

    private final int number;

    Purpose(int number) {
        this.number = number;
    }

    /**
     * Its number in a participant line.
     *
     * @return 1 to 3
     */
    public int number() {
        return number;
    }
}
