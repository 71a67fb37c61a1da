// SPDX-License-Identifier: Apache-2.0
package io.annulus.sync;

/**
 * 128 bytes in front of a {@link RoleState}'s own fields, so that they share no cache line (nor the pair of lines that
 * processors fetch together) with another object. Fields of a superclass are laid out first; the subclasses add the same
 * behind. The one inheritance there is for the sake of layout.
 */
abstract class RolePadding {
    long before01, before02, before03, before04, before05, before06, before07, before08;
    long before09, before10, before11, before12, before13, before14, before15, before16;
}
