// SPDX-License-Identifier: Apache-2.0

/**
 * Memory shared with virtual machines through QEMU's ivshmem device: the server that hands it out, a client for programs on
 * the host, what to tell QEMU, and the device as a guest finds it.
 */
module io.annulus.ivshmem {
    requires transitive io.annulus;
    requires transitive io.annulus.posix;

    exports io.annulus.ivshmem.client;
    exports io.annulus.ivshmem.doorbell;
    exports io.annulus.ivshmem.driver;
    exports io.annulus.ivshmem.export;
    exports io.annulus.ivshmem.guest;
    exports io.annulus.ivshmem.peers;
    exports io.annulus.ivshmem.server;
    exports io.annulus.ivshmem.wire;
}
