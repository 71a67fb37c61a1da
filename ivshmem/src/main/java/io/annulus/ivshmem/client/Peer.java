// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.client;

/**
 * Another party at the server: a virtual machine, or a program like this one.
 *
 * @param id 0 to 65535
 * @param vectors how many doorbells of it have come so far; numbered from 0
 */
public record Peer(int id, int vectors) {}
