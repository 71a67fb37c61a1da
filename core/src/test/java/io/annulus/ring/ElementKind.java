// SPDX-License-Identifier: Apache-2.0
package io.annulus.ring;

/** The five kinds of elements in DPDK's test: its pointers, through {@code long}, and four sizes through memory. */
enum ElementKind {
    LONG(8),
    BYTES_4(4),
    BYTES_8(8),
    BYTES_16(16),
    BYTES_20(20);

    private final int size;

    ElementKind(int size) {
        this.size = size;
    }

    int size() {
        return size;
    }

    Cargo cargo(int most) {
        return this == LONG ? new LongCargo(most) : new SegmentCargo(size, most);
    }
}
