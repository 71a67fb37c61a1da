// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.output;

/** How a command prints what it read. */
public enum Format {
    /** For people; may change with any version. */
    TEXT,
    /** For scripts: fields are added, never renamed or removed. */
    JSON
}
