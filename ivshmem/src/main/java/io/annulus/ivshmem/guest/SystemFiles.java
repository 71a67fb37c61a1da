// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.guest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The files in which the kernel shows devices and processors: {@code /sys}, and {@code /proc} and {@code /dev} beside it.
 *
 * @param sysfs where sysfs is mounted; tests give a tree of plain files
 */
public record SystemFiles(Path sysfs) {
    private static final int MOST = 1 << 20;

    /**
     * Those of this machine.
     *
     * @return {@code /sys} and its neighbours
     */
    public static SystemFiles ofThisMachine() {
        return new SystemFiles(Path.of("/sys"));
    }

    /**
     * The devices on the PCI bus.
     *
     * @return a directory with one for each, by its address
     */
    public Path pciDevices() {
        return sysfs.resolve("bus/pci/devices");
    }

    /**
     * A file beside sysfs.
     *
     * @param first such as {@code dev}
     * @param more parts of the path
     * @return such as {@code /dev/vfio}
     */
    public Path beside(String first, String... more) {
        return sysfs.resolveSibling(Path.of(first, more));
    }

    /** A small file's bytes, as many as this user may read; no more than a mebibyte of them. */
    static byte[] bytes(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(MOST);
        }
    }

    /**
     * A small file's text.
     *
     * @param file one of the kernel's
     * @return without a line end at its end; empty if it is not there, or not for this user
     */
    public static Optional<String> text(Path file) {
        try {
            return Optional.of(new String(bytes(file), StandardCharsets.ISO_8859_1).strip());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
