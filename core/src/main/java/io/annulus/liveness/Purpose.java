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

    int number() {
        return number;
    }

    // Null for a number no version of this format has written: the line is damaged or hostile.
    static Purpose ofNumber(int number) {
        for (Purpose purpose : values()) {
            if (purpose.number == number) {
                return purpose;
            }
        }
        return null;
    }
}
