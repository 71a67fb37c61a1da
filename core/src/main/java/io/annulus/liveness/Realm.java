// SPDX-License-Identifier: Apache-2.0
package io.annulus.liveness;

/**
 * Where a pid and a start time mean something: one boot of one kernel, one pid namespace and one time namespace (the
 * kernel shifts start times by the reader's time namespace).
 *
 * @param bootHigh the first eight bytes of the kernel's boot id, as a number
 * @param bootLow the other eight
 * @param pidNamespace inode number of the pid namespace
 * @param timeNamespace inode number of the time namespace
 */
public record Realm(long bootHigh, long bootLow, long pidNamespace, long timeNamespace) {

    /**
     * Whether the other one is on the same machine, in the same boot.
     *
     * @param other any realm
     * @return true if the boot ids are equal
     */
    public boolean isSameKernelAs(Realm other) {
        return bootHigh == other.bootHigh && bootLow == other.bootLow;
    }

    /**
     * Whether a pid means the same process in the other one.
     *
     * @param other any realm
     * @return true if kernel and pid namespace are the same
     */
    public boolean isSamePidNamespaceAs(Realm other) {
        return isSameKernelAs(other) && pidNamespace == other.pidNamespace;
    }
}
