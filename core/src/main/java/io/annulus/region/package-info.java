// SPDX-License-Identifier: Apache-2.0

/**
 * One contiguous piece of shared memory with named things in it.
 *
 * <p>A {@link io.annulus.region.Region} is a header page, a directory, the participants and then zones, at the same
 * offsets for whoever maps it; {@code docs/region-format.md} has every byte. It lives in a file ({@code /dev/shm} or any
 * other) or in anonymous memory of this process. A name appears only when the thing it names is complete: the region's
 * by a hard link as the last step of its creation, a zone's by one release store of its directory entry's state. Nothing
 * that a name leads to is ever truncated or initialised again in place.
 *
 * <p>Whatever is read from the memory is read once into a local and checked before it is used; the geometry is copied when
 * the region is opened and never read again.
 */
package io.annulus.region;
