// SPDX-License-Identifier: Apache-2.0
package io.annulus.posix.event;

/**
 * A descriptor that has something to say.
 *
 * @param key what it was added with
 * @param readable there is something to read, or its end
 * @param writable there is room to write
 * @param hungUp the other side is gone, or there is an error
 */
public record Readiness(long key, boolean readable, boolean writable, boolean hungUp) {
    private static final int IN = 1;
    private static final int OUT = 4;
    private static final int ERROR = 8;
    private static final int HANG_UP = 16;
    private static final int READ_HANG_UP = 0x2000;

    static Readiness of(int events, long key) {
        return new Readiness(
                key, (events & IN) != 0, (events & OUT) != 0, (events & (ERROR | HANG_UP | READ_HANG_UP)) != 0);
    }
}
