// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.export;

/**
 * A version of QEMU.
 *
 * @param major 0 or more
 * @param minor 0 or more
 */
public record QemuVersion(int major, int minor) implements Comparable<QemuVersion> {
    /** The first with the devices {@code ivshmem-plain} and {@code ivshmem-doorbell}. */
    static final QemuVersion FIRST = new QemuVersion(2, 6);
    /** The newest whose forms are known to be those that are written here. */
    static final QemuVersion NEWEST_KNOWN = new QemuVersion(10, 0);

    private static final QemuVersion FLAT_OBJECTS = new QemuVersion(6, 0);

    @Override
    public int compareTo(QemuVersion other) {
        return major == other.major ? Integer.compare(minor, other.minor) : Integer.compare(major, other.major);
    }

    /** Whether {@code object-add} takes an object's properties beside its id, and no longer as {@code props}. */
    boolean hasFlatObjects() {
        return compareTo(FLAT_OBJECTS) >= 0;
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
