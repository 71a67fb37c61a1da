// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.guest;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** A device of a {@link FakeMachine}. Its memory is a plain file of the same name. */
public final class FakeDevice {
    private static final int CAPABILITY = 0x40;
    private static final int MSI_X = 0x11;

    private final FakeMachine machine;
    private final String directory;
    private final ByteBuffer config = ByteBuffer.allocate(256).order(ByteOrder.LITTLE_ENDIAN);
    private final long memoryBytes;

    private FakeDevice(FakeMachine machine, String directory, long memoryBytes) {
        this.machine = machine;
        this.directory = directory;
        this.memoryBytes = memoryBytes;
    }

    static FakeDevice add(FakeMachine machine, String address, long memoryBytes) {
        FakeDevice device = new FakeDevice(machine, "sys/bus/pci/devices/" + address, memoryBytes);
        device.config.putShort(4, (short) 0x103).put(8, (byte) 1);
        device.file("config", device.config.array());
        device.file("resource0", new byte[256]);
        device.length("resource2", memoryBytes);
        return device.ranges(bar(0xfebf1000L, 256), bar(0, 0), bar(0xfc000000L, memoryBytes));
    }

    FakeDevice ids(String vendor, String device) {
        return file("vendor", vendor + "\n").file("device", device + "\n");
    }

    FakeDevice withVectors(int vectors) {
        config.putShort(6, (short) 0x10).put(0x34, (byte) CAPABILITY);
        config.put(CAPABILITY, (byte) MSI_X).putShort(CAPABILITY + 2, (short) (vectors - 1));
        file("config", config.array());
        return ranges(bar(0xfebf1000L, 256), bar(0xfebf2000L, 4096), bar(0xfc000000L, memoryBytes));
    }

    public FakeDevice withId(int id) {
        byte[] registers = ByteBuffer.allocate(256)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(8, id)
                .array();
        return file("resource0", registers);
    }

    /** As after a reset that nobody followed up. */
    public FakeDevice notEnabled() {
        config.putShort(4, (short) 0);
        return file("config", config.array());
    }

    public FakeDevice boundTo(String driver) {
        try {
            Files.createSymbolicLink(
                    path("driver"),
                    machine.directory("sys/bus/pci/drivers/" + driver).toAbsolutePath());
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the kernel shows to a user who is not root. */
    public FakeDevice withHeaderAlone() {
        return file("config", Arrays.copyOf(config.array(), 64));
    }

    FakeDevice config(int offset, int value) {
        config.put(offset, (byte) value);
        return file("config", config.array());
    }

    FakeDevice ranges(String... lines) {
        return file("resource", String.join("\n", lines) + "\n");
    }

    static String bar(long start, long bytes) {
        return "0x%016x 0x%016x 0x%016x".formatted(start, bytes == 0 ? 0 : start + bytes - 1, bytes == 0 ? 0 : 0x40200);
    }

    FakeDevice length(String name, long bytes) {
        try (RandomAccessFile file = new RandomAccessFile(path(name).toFile(), "rw")) {
            file.setLength(bytes);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    FakeDevice file(String name, String text) {
        machine.with(directory + "/" + name, text);
        return this;
    }

    private FakeDevice file(String name, byte[] bytes) {
        machine.with(directory + "/" + name, bytes);
        return this;
    }

    /** One of its files. */
    public Path path(String name) {
        return machine.directory(directory).resolve(name);
    }
}
