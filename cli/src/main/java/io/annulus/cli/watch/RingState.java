// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.watch;

import java.util.Locale;

/** What there is to say about a ring in one word; of several that apply, the last. */
enum RingState {
    OK,
    EMPTY,
    FULL,
    STALLED,
    DAMAGED;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean isUnhealthy() {
        return this == STALLED || this == DAMAGED;
    }
}
