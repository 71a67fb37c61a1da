// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.export;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;

/** QEMU's rule for ids: a letter, then letters, digits, {@code -}, {@code .} and {@code _}. */
final class QemuName {
    private static final int LONGEST = 64;
    private static final String RULE = "[A-Za-z][A-Za-z0-9._-]{0," + (LONGEST - 1) + "}";

    private QemuName() {}

    static void require(String what, String name) {
        if (!name.matches(RULE)) {
            throw new AnnulusException(
                    Reason.BAD_NAME,
                    what + " '" + name + "': expected 1 to " + LONGEST
                            + " characters, a letter first, then letters, digits, '-', '.' and '_', found "
                            + name.length() + " characters",
                    "QEMU takes no other; choose another " + what);
        }
    }

    /** An id that tells what it belongs to. */
    static String from(String text) {
        String plain = text.replaceAll("[^A-Za-z0-9._-]", "-");
        String name = plain.matches("[A-Za-z].*") ? plain : "region-" + plain;
        return name.substring(0, Math.min(name.length(), LONGEST));
    }

    /** A value on QEMU's command line, where a comma ends it unless it is doubled. */
    static String value(Object value) {
        return value.toString().replace(",", ",,");
    }
}
