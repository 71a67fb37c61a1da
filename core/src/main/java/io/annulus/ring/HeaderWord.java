// SPDX-License-Identifier: Apache-2.0
package io.annulus.ring;

/**
 * A word of a ring's header that somebody wrote over since this process attached to it.
 *
 * @param name such as {@code mask}
 * @param expected what stood there
 * @param found what stands there now
 */
public record HeaderWord(String name, int expected, int found) {

    /**
     * For people.
     *
     * @return such as {@code mask: expected 7, found 9}
     */
    public String describe() {
        return name + ": expected " + Integer.toUnsignedString(expected) + ", found " + Integer.toUnsignedString(found);
    }
}
