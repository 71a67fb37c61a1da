// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.guest;

import java.util.List;
import java.util.Optional;

/**
 * One of a device's ranges of addresses (BAR).
 *
 * @param number 0 to 5
 * @param start physical address
 * @param bytes how many, 1 or more
 */
public record BaseAddress(int number, long start, long bytes) {
    private static final int MOST = 6;

    /** Reads the lines of a {@code resource} file: first address, last address, flags. */
    static Optional<BaseAddress> in(String resource, int number) {
        List<String> lines = resource.lines().limit(MOST).toList();
        if (number >= lines.size()) {
            return Optional.empty();
        }
        String[] words = lines.get(number).strip().split(" ", 3);
        try {
            long start = Long.decode(words[0]);
            long last = Long.decode(words.length > 1 ? words[1] : "");
            return start > 0 && last >= start
                    ? Optional.of(new BaseAddress(number, start, last - start + 1))
                    : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty(); // No such address fits below 2^63; the range is as good as absent.
        }
    }
}
