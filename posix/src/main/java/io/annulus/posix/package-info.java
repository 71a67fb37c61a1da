// SPDX-License-Identifier: Apache-2.0

/**
 * Open files and what the kernel says about them.
 *
 * <p>A {@link io.annulus.posix.Descriptor} owns one of the process's file descriptors from the call that made it to the
 * call that closes it; everything else in this module that has one has it through a {@code Descriptor}. The packages
 * beside this one build on it: {@code memory} maps it, {@code event} waits for it, {@code socket} sends it to others.
 */
package io.annulus.posix;
