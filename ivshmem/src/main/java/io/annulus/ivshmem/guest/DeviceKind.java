// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.guest;

/** Which of QEMU's two ivshmem devices it is. */
public enum DeviceKind {
    /** {@code ivshmem-plain}: memory alone. */
    PLAIN,
    /** {@code ivshmem-doorbell}: memory, an id, and interrupts from and to the other peers of a server. */
    DOORBELL;

    /**
     * Its word in text and JSON.
     *
     * @return {@code plain} or {@code doorbell}
     */
    public String word() {
        return this == PLAIN ? "plain" : "doorbell";
    }
}
