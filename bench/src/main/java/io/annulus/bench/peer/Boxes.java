// SPDX-License-Identifier: Apache-2.0
package io.annulus.bench.peer;

import java.util.stream.LongStream;

/** What queues of references carry: some long-lived objects in turn, so that nothing is allocated while it is measured. */
final class Boxes {
    private static final int NUMBER = 64;

    private static final Long[] BOXES = LongStream.range(0, NUMBER).boxed().toArray(Long[]::new);

    private Boxes() {}

    /** The object for a value: its last bits. */
    static Long of(long value) {
        return BOXES[(int) value & NUMBER - 1];
    }
}
