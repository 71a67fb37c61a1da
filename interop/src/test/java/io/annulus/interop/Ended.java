// SPDX-License-Identifier: Apache-2.0
package io.annulus.interop;

import java.util.List;

/**
 * A program that has ended.
 *
 * @param status its exit status
 * @param lines what it wrote to standard output since the last line read
 * @param errors what it wrote to standard error
 */
public record Ended(int status, List<String> lines, String errors) {}
