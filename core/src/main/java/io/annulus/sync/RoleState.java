// SPDX-License-Identifier: Apache-2.0
package io.annulus.sync;

/** What changes in a {@link SideSync}, between its two paddings. */
abstract class RoleState extends RolePadding {
    /** Where this role's last operation left, or found, the head. */
    int leftAt;
    /** How far the head may go, as last computed from the opposite tail, after the head {@link #leftAt} or an earlier one. */
    int limit;

    /** Bytes of an element; 0 while the role may not begin an operation. */
    int ready;

    int stalled;
    long patienceNanos = SideSync.DEFAULT_PATIENCE.toNanos();
    long giveUpAt;
}
