// SPDX-License-Identifier: Apache-2.0

/**
 * Rings as DPDK left them in memory, kept for ever: whatever becomes of the code, it reads these and makes the same.
 * {@link io.annulus.interop.golden.GoldenImage} is one of them, {@link io.annulus.interop.golden.GoldenScript} what was
 * done to it.
 */
package io.annulus.interop.golden;
