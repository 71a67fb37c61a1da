// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.argument;

import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** File permissions in octal, as for {@code chmod}: {@code 0600}, {@code 660}. */
public final class PermissionsConverter implements ITypeConverter<PermissionsConverter.Permissions> {

    /** Made by picocli. */
    public PermissionsConverter() {}

    @Override
    public Permissions convert(String text) {
        if (!text.matches("0?[0-7]{3}")) {
            throw new TypeConversionException("expected three octal digits such as 0600 or 0660, found '" + text + "'");
        }
        int bits = Integer.parseInt(text, 8);
        StringBuilder letters = new StringBuilder("rwxrwxrwx");
        for (int i = 0; i < letters.length(); i++) {
            int bit = 1 << (letters.length() - 1 - i);
            if ((bits & bit) == 0) {
                letters.setCharAt(i, '-');
            }
        }
        return new Permissions(PosixFilePermissions.fromString(letters.toString()));
    }

    /**
     * A set that picocli takes for one value.
     *
     * @param granted the permissions whose bits are set
     */
    public record Permissions(Set<PosixFilePermission> granted) {

        /** Copies the set. */
        public Permissions {
            granted = Set.copyOf(granted);
        }

        /** As the kernel has them, such as 0660. */
        public int bits() {
            int bits = 0;
            for (char letter : PosixFilePermissions.toString(granted).toCharArray()) {
                bits = bits << 1 | (letter == '-' ? 0 : 1);
            }
            return bits;
        }
    }
}
