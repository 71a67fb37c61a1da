// SPDX-License-Identifier: Apache-2.0
package io.annulus.region;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;

/**
 * The two numbers a DPDK build is compiled with that decide where things lie in an {@code rte_ring}.
 *
 * @param cacheLine {@code RTE_CACHE_LINE_SIZE} in bytes: 64 or 128
 * @param guardLines {@code RTE_CACHE_GUARD_LINES}: 0 to 2
 */
public record AbiProfile(int cacheLine, int guardLines) {
    /** x86-64, RISC-V, LoongArch and most 64-bit Arm chips by name. */
    public static final AbiProfile LINE_64 = new AbiProfile(64, 1);
    /** The "generic" 64-bit Arm build, which distributions ship, and POWER. */
    public static final AbiProfile LINE_128 = new AbiProfile(128, 1);

    /** Checks the numbers. */
    public AbiProfile {
        if ((cacheLine != 64 && cacheLine != 128) || guardLines < 0 || guardLines > 2) {
            throw new AnnulusException(
                    Reason.BAD_GEOMETRY,
                    "ABI profile: expected a cache line of 64 or 128 bytes and 0 to 2 guard lines, found " + cacheLine
                            + " and " + guardLines,
                    "Take RTE_CACHE_LINE_SIZE and RTE_CACHE_GUARD_LINES from the rte_config.h of the DPDK build");
        }
    }

    /**
     * What DPDK as packaged for this machine's processor uses.
     *
     * @return {@link #LINE_128} on 64-bit Arm, otherwise {@link #LINE_64}
     */
    public static AbiProfile host() {
        return System.getProperty("os.arch").equals("aarch64") ? LINE_128 : LINE_64;
    }
}
