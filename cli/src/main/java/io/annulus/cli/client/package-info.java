// SPDX-License-Identifier: Apache-2.0

/**
 * {@code annulus ivshmem client}: a program of the host joins a server as each virtual machine does, does one thing, and leaves.
 * {@link io.annulus.cli.client.ClientCommand} joins; each verb is a class of its own.
 */
package io.annulus.cli.client;
