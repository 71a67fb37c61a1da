// SPDX-License-Identifier: Apache-2.0

/**
 * The commands on rings, by name in a region or, with {@code --raw}, at any offset of any file.
 *
 * <p>Those that look map for reading only. {@code enqueue} and {@code dequeue} take a role like any other program: a
 * SINGLE side that is held refuses them, and they refuse a MULTI side on which an operation was left half done, since
 * they would wait behind it for ever.
 */
package io.annulus.cli.ring;
