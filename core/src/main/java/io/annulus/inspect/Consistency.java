// SPDX-License-Identifier: Apache-2.0
package io.annulus.inspect;

/** What a snapshot's indices have to do with each other. */
public enum Consistency {
    /** Two looks in a row were equal: the ring was so at one moment. */
    ONE_MOMENT,
    /** The ring moved during every look: each index was right when it was read, and they need not fit each other. */
    MOVING
}
