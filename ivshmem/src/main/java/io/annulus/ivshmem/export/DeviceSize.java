// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.export;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;

/** A device's memory has the size of a PCI base address register. */
final class DeviceSize {
    private static final long LEAST = 4096;

    private DeviceSize() {}

    static void require(String where, long bytes) {
        if (bytes < LEAST || Long.bitCount(bytes) != 1) {
            long next = bytes <= LEAST ? LEAST : Long.highestOneBit(bytes - 1) << 1;
            throw new AnnulusException(
                    Reason.BAD_SPEC,
                    where + ": expected a size that a PCI device can have, a power of two and " + LEAST
                            + " bytes or more, found " + bytes,
                    "Create it with --size " + next + "; QEMU would end with an assertion");
        }
    }
}
