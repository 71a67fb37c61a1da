// SPDX-License-Identifier: Apache-2.0

/** The commands that serve: an ivshmem server by its own name and by those of older ones, what holds it, and who is at it. */
package io.annulus.cli.ivshmem;
