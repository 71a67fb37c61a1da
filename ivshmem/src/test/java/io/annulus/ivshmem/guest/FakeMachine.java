// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.guest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a kernel shows of a machine, as plain files in a directory: a bus with devices on it, and a processor. */
public final class FakeMachine {
    private final Path root;

    private FakeMachine(Path root) {
        this.root = root;
    }

    /** A machine with a PCI bus that is empty. */
    public static FakeMachine in(Path directory) {
        FakeMachine machine = new FakeMachine(directory);
        machine.directory("sys/bus/pci/devices");
        return machine;
    }

    public SystemFiles files() {
        return new SystemFiles(sysfs());
    }

    /** What stands for {@code /sys}. */
    public Path sysfs() {
        return root.resolve("sys");
    }

    public FakeDevice plain(String address, long memoryBytes) {
        return FakeDevice.add(this, address, memoryBytes).ids("0x1af4", "0x1110");
    }

    public FakeDevice doorbell(String address, long memoryBytes, int vectors) {
        return plain(address, memoryBytes).withVectors(vectors);
    }

    /** A device of another kind. */
    public FakeMachine withOther(String address, String vendor, String device) {
        FakeDevice.add(this, address, 4096).ids(vendor, device);
        return this;
    }

    /** A file with this text; its name is relative to the root. */
    public FakeMachine with(String file, String text) {
        return with(file, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    FakeMachine with(String file, byte[] bytes) {
        try {
            Path path = root.resolve(file);
            Files.createDirectories(path.getParent());
            Files.write(path, bytes);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path directory(String name) {
        try {
            return Files.createDirectories(root.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
