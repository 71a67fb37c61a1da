// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.guest;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import io.annulus.memory.Words;
import java.lang.foreign.MemorySegment;

/**
 * The registers of an ivshmem device, of revision 1, in its BAR 0. Only whole aligned words of 32 bits count.
 *
 * <pre>
 *    0             4              8             12            16
 *    | IntrMask    | IntrStatus   | IVPosition  | Doorbell    |
 *      no effect     no effect      read: own id  write: 31 peer 16 | 15 vector 0
 * </pre>
 *
 * @param memory at least those 16 bytes
 * @see <a href="https://www.qemu.org/docs/master/specs/ivshmem-spec.html">QEMU: Device Specification for Inter-VM shared memory
 *     device</a>
 */
public record Registers(MemorySegment memory) {
    /** Which of the device's ranges of addresses they are. */
    public static final int BAR = 0;

    static final int BYTES = 16;

    private static final long POSITION_OFFSET = 8;
    private static final long DOORBELL_OFFSET = 12;
    private static final int PEER_SHIFT = 16;
    private static final int HIGHEST_ID = 65_535;

    /**
     * The device's id among the peers of its server.
     *
     * @return 0 to 65535; 0 on a plain device
     * @throws AnnulusException if it has none
     */
    public int id() {
        int id = Words.loadAcquireInt(memory, POSITION_OFFSET);
        if (id < 0 || id > HIGHEST_ID) {
            throw new AnnulusException(
                    Reason.IO,
                    "the device's register: expected an id of 0 to " + HIGHEST_ID + ", found " + id,
                    "Try again: a device of before QEMU 2.6 has none until its server has sent it");
        }
        return id;
    }

    /**
     * Rings a doorbell. The store is a release: neither the compiler nor the processor lets it overtake stores to the memory, and
     * the host takes it after them.
     *
     * @param peer 0 to 65535
     * @param vector 0 to 255: QEMU takes the low 8 bits alone
     */
    public void ring(int peer, int vector) {
        Words.storeReleaseInt(memory, DOORBELL_OFFSET, peer << PEER_SHIFT | vector);
    }
}
