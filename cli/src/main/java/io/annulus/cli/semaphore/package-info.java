// SPDX-License-Identifier: Apache-2.0

/**
 * The commands on semaphores in regions.
 *
 * <p>Where a command runs decides how it rings and is rung: in a virtual machine by the device's doorbells, on the host by those of
 * a server that it joins. Without either it rings nobody, says so, and looks by itself when it waits.
 */
package io.annulus.cli.semaphore;
