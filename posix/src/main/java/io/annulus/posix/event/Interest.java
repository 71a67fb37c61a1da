// SPDX-License-Identifier: Apache-2.0
package io.annulus.posix.event;

/** What to wait for. Errors and the end of the other side are always reported. */
public enum Interest {
    /** Something to read, or the end. */
    READ(1 | 0x2000),
    /** Room to write, too. */
    READ_AND_WRITE(1 | 4 | 0x2000);

    private final int events;

    Interest(int events) {
        this.events = events;
    }

    int events() {
        return events;
    }
}
