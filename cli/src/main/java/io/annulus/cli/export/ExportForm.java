// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.export;

/** For whom an export is printed. */
enum ExportForm {
    /** Arguments of a QEMU that is to be started. */
    QEMU,
    /** Commands for one that runs. */
    QMP,
    /** An element for libvirt. */
    LIBVIRT,
    /** People: what the machine would see. */
    DUMP
}
