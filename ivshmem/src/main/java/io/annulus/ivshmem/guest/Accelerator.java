// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.guest;

/** What runs this machine's instructions. */
public enum Accelerator {
    /** QEMU translates them: slow, and with one virtual processor not atomic towards the host. */
    TCG,
    /** The processor itself, under Linux's KVM. */
    KVM,
    /** The processor itself, under another hypervisor. */
    OTHER,
    /** No sign of a hypervisor: this is no virtual machine, or one that hides it. */
    NONE,
    /** A virtual machine that does not say more. */
    UNKNOWN;

    /**
     * Its word in text and JSON.
     *
     * @return in small letters, {@code TCG} and {@code KVM} in capitals
     */
    public String word() {
        return switch (this) {
            case TCG, KVM -> name();
            case OTHER -> "another hypervisor";
            case NONE -> "no hypervisor";
            case UNKNOWN -> "an unknown hypervisor";
        };
    }
}
