// SPDX-License-Identifier: Apache-2.0
package io.annulus.posix;

/** What a file is opened for. */
public enum OpenMode {
    /** An existing file, for reading. */
    READ(0),
    /** An existing file, for reading and writing. */
    READ_WRITE(2),
    /** A file for reading and writing, made if there is none. */
    CREATE(2 | 0x40),
    /** A new file for reading and writing: an existing one is an error. */
    CREATE_NEW(2 | 0x40 | 0x80);

    private final int flags;

    OpenMode(int flags) {
        this.flags = flags;
    }

    int flags() {
        return flags;
    }
}
