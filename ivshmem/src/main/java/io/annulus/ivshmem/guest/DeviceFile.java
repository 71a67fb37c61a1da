// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.guest;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import io.annulus.region.Access;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * Maps a range of a device's addresses from the file {@code resourceN}: reading or writing such a file fails, only mapping
 * works. Never from {@code resourceN_wc}, where stores are combined and no longer arrive in their order, on which rings rely.
 */
final class DeviceFile {
    private DeviceFile() {}

    static MemorySegment map(GuestDevice device, BaseAddress bar, Access access, Arena arena) {
        Path file = device.directory().resolve("resource" + bar.number());
        Set<OpenOption> options = access == Access.READ_ONLY
                ? Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)
                : Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        MapMode mode = access == Access.READ_ONLY ? MapMode.READ_ONLY : MapMode.READ_WRITE;
        try (FileChannel channel = FileChannel.open(file, options)) {
            long size = channel.size();
            if (size != bar.bytes()) {
                throw new AnnulusException(
                        Reason.BAD_GEOMETRY,
                        file + ": expected " + bar.bytes() + " bytes, as the bus says, found " + size,
                        "The device was changed meanwhile: find it again");
            }
            return map(device, file, channel, mode, size, arena);
        } catch (IOException e) {
            throw device.errors().opening(file, access == Access.READ_ONLY ? "read" : "read and write", e);
        }
    }

    private static MemorySegment map(
            GuestDevice device, Path file, FileChannel channel, MapMode mode, long size, Arena arena) {
        try {
            return channel.map(mode, 0, size, arena);
        } catch (IOException e) {
            throw device.errors().mapping(file, device.driver(), e);
        }
    }
}
