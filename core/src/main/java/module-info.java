// SPDX-License-Identifier: Apache-2.0

/**
 * Regions of shared memory with named rings in them, byte-compatible with DPDK's {@code rte_ring}. Depends on the JDK
 * alone and needs no JVM flag.
 */
@SuppressWarnings("module") // The one that is named below is compiled later.
module io.annulus {
    exports io.annulus.error;
    exports io.annulus.inspect;
    exports io.annulus.liveness;
    exports io.annulus.memory to
            io.annulus.ivshmem;
    exports io.annulus.objects;
    exports io.annulus.region;
    exports io.annulus.ring;
}
