// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.guest;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.OptionalInt;

/**
 * What a device's configuration space says, as read once.
 *
 * @param command what is switched on
 * @param revision of the device
 * @param isWhole false if the kernel showed no more than the first 64 bytes, as it does to all but root: what comes behind
 *     them is not known then
 * @param vectors how many interrupt vectors the device offers with MSI-X; empty if it has no MSI-X, or that is not known
 * @see <a href="https://docs.kernel.org/PCI/sysfs-pci.html">Accessing PCI device resources through sysfs</a>
 */
public record PciConfig(int command, int revision, boolean isWhole, OptionalInt vectors) {
    static final int HEADER = 64;

    private static final int COMMAND = 4;
    private static final int MEMORY_ENABLED = 2;
    private static final int STATUS = 6;
    private static final int HAS_CAPABILITIES = 0x10;
    private static final int REVISION = 8;
    private static final int FIRST_CAPABILITY = 0x34;
    private static final int WHOLE = 256;
    private static final int MSI_X = 0x11;
    private static final int MOST_CAPABILITIES = (WHOLE - HEADER) / 4;
    private static final int VECTORS_LESS_ONE = 0x7ff;

    /** Reads at least the first 64 bytes of a configuration space. */
    static PciConfig of(byte[] space) {
        ByteBuffer words = ByteBuffer.wrap(space).order(ByteOrder.LITTLE_ENDIAN);
        boolean isWhole = space.length >= WHOLE;
        return new PciConfig(
                Short.toUnsignedInt(words.getShort(COMMAND)),
                Byte.toUnsignedInt(words.get(REVISION)),
                isWhole,
                isWhole ? vectors(words) : OptionalInt.empty());
    }

    // The list is the device's own: it may lead anywhere, and round in circles.
    private static OptionalInt vectors(ByteBuffer words) {
        if ((words.getShort(STATUS) & HAS_CAPABILITIES) == 0) {
            return OptionalInt.empty();
        }
        int at = Byte.toUnsignedInt(words.get(FIRST_CAPABILITY)) & ~3;
        for (int i = 0; i < MOST_CAPABILITIES && at >= HEADER; i++) {
            if (words.get(at) == MSI_X) {
                return OptionalInt.of((words.getShort(at + 2) & VECTORS_LESS_ONE) + 1);
            }
            at = Byte.toUnsignedInt(words.get(at + 1)) & ~3;
        }
        return OptionalInt.empty();
    }

    /**
     * Whether the device answers to its memory addresses. If not, what is written there is lost, and what is read is all
     * ones.
     *
     * @return the command register's memory bit
     */
    public boolean isMemoryEnabled() {
        return (command & MEMORY_ENABLED) != 0;
    }
}
