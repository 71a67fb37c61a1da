// SPDX-License-Identifier: Apache-2.0

/**
 * The one downcall. {@link io.annulus.posix.kernel.Kernel} calls the kernel by number, with up to six words, through the C
 * library's {@code syscall}; {@link io.annulus.posix.kernel.Syscall} knows the numbers, {@link
 * io.annulus.posix.kernel.Errno} what the answers mean and what to do about them.
 *
 * <p>One entry point instead of one function of the C library for each: the kernel's structures are the same in every C
 * library, none of its calls is variadic, and a guest's JVM that has little time links one function instead of thirty.
 */
package io.annulus.posix.kernel;
