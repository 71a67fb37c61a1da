// SPDX-License-Identifier: Apache-2.0
package io.annulus.region;

/** How a side of a ring is taken. */
public enum ClaimPolicy {
    /** Any number may hold it. */
    SHARED,
    /** One at a time; taken if nobody holds it, or if the holder is certainly dead. */
    EXCLUSIVE,
    /**
     * As {@link #EXCLUSIVE}, and also from a holder about which nothing can be certain (another machine, container or
     * boot). Only for people who know that it is gone. A holder known to live, stopped or not, keeps its side even so.
     */
    EXCLUSIVE_BY_FORCE
}
