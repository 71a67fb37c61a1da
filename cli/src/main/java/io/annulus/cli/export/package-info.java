// SPDX-License-Identifier: Apache-2.0

/** {@code annulus ivshmem export}: what to tell QEMU or libvirt so that a virtual machine gets a region. */
package io.annulus.cli.export;
