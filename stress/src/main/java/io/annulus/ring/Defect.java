// SPDX-License-Identifier: Apache-2.0
package io.annulus.ring;

/** What is wrong with a {@link DefectiveProducer}. Every tool that is to find mistakes in rings must find these. */
public enum Defect {
    /** The head is moved by a load and a store: two producers can get the same slot. */
    HEAD_WITHOUT_COMPARE_AND_SET,
    /** The tail is stored before the element: a consumer can read what was in the slot before. */
    TAIL_BEFORE_ELEMENT,
    /** The tail is stored without waiting for the producers in front: it shows their slots too, or goes back. */
    TAIL_WITHOUT_WAIT
}
