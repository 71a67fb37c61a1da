// SPDX-License-Identifier: Apache-2.0
package io.annulus.region;

/** How a region is opened. */
public enum Access {
    /** Look, and change nothing: the operating system sees to it. */
    READ_ONLY,
    /** Use rings, and change the directory. */
    READ_WRITE
}
