// SPDX-License-Identifier: Apache-2.0
package io.annulus.ring;

/** What is wrong with a defective role. Every tool that is to find mistakes in rings must find these. */
public enum Defect {
    /** MULTI: the head is moved by a load and a store, so two producers can get the same slot. */
    HEAD_WITHOUT_COMPARE_AND_SET,
    /** MULTI, and object rings: the tail is stored before the element, so a consumer can read what was in the slot before. */
    TAIL_BEFORE_ELEMENT,
    /** MULTI: the tail is stored without waiting for the producers in front, so it shows their slots too, or goes back. */
    TAIL_WITHOUT_WAIT,
    /** MULTI_RTS: whoever ends moves the tail to the head, so it shows the slots of those still in between. */
    TAIL_THOUGH_OTHERS_ARE_IN_BETWEEN,
    /** MULTI_RTS: the head is loaded before the tail that it is compared with, so that somebody in between is not counted. */
    HEAD_OLDER_THAN_TAIL,
    /** MULTI_HTS: the head is moved though it differs from the tail, and so moved back under another producer. */
    HEAD_WHILE_ANOTHER_IS_IN_BETWEEN,
    /** Object rings: the consumer stores the tail before it clears the slot, so it erases what a producer has put there. */
    SLOT_CLEARED_AFTER_TAIL
}
