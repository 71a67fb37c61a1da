// SPDX-License-Identifier: Apache-2.0
package io.annulus.region;

/**
 * A named extent of a region as its directory entry described it, checked against the region's bounds.
 *
 * @param name 1 to 28 characters
 * @param kind what it holds
 * @param offset bytes from the start of the region, a multiple of 128
 * @param length bytes
 * @param elementSize bytes of a ring's element; 0 for a raw zone
 * @param entry index of the directory entry
 * @param generation which use of that entry this is; a later object has a higher one
 */
public record Zone(String name, ZoneKind kind, long offset, long length, int elementSize, int entry, long generation) {}
