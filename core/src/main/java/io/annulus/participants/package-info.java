// SPDX-License-Identifier: Apache-2.0

/**
 * The participants section of a region: one line for each open role and each directory change, written by whoever takes
 * part and read by everyone else to judge a claim. What a line says is in {@link io.annulus.liveness}; here is how it gets
 * there and back without a lock.
 */
package io.annulus.participants;
