// SPDX-License-Identifier: Apache-2.0

/** The commands of the host: the ivshmem server, who is at it, and a client of it. */
package io.annulus.cli.ivshmem;
