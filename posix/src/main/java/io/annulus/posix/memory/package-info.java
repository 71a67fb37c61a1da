// SPDX-License-Identifier: Apache-2.0

/**
 * Memory to share, and how it comes into this process.
 *
 * <p>{@link io.annulus.posix.memory.SharedMemory} is memory that can be handed to others as a descriptor: without a name and
 * sealed, so that nobody can ever make it shorter (which would end everyone who has it mapped); on huge pages; or in a
 * file. {@link io.annulus.posix.memory.Mapping} maps any descriptor, a device's included, for as long as an arena lives.
 */
package io.annulus.posix.memory;
