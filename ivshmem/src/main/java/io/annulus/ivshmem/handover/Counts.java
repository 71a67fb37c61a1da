// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.handover;

/**
 * What has happened since the first of a line of servers started.
 *
 * @param joined peers that were let in
 * @param left those that hung up
 * @param dropped those that were hung up on
 * @param refused those that were not let in
 */
public record Counts(long joined, long left, long dropped, long refused) {}
