// SPDX-License-Identifier: Apache-2.0
package io.annulus.posix.socket;

import io.annulus.posix.Descriptor;
import java.util.List;

/**
 * What one read from a connection brought.
 *
 * @param bytes how many; 0 if nothing is there now
 * @param end whether the other side will send no more
 * @param descriptors that came with the first of the bytes; the receiver owns them
 * @param truncated whether the kernel had to drop descriptors
 */
public record Received(int bytes, boolean end, List<Descriptor> descriptors, boolean truncated) {}
