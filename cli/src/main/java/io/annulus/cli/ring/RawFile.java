// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.ring;

import io.annulus.cli.argument.DevicePath;
import io.annulus.cli.argument.FilePath;
import io.annulus.cli.argument.RegionPath;
import io.annulus.cli.argument.ServerPath;
import io.annulus.cli.output.CommandFailure;
import io.annulus.cli.output.ExitCode;
import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import io.annulus.region.Access;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/** Maps any file or device, to look for a ring at some offset. */
final class RawFile {
    private static final int ALIGNMENT = 8;

    private RawFile() {}

    /** The file, or a device's memory, from an offset to its end, mapped for as long as the arena lives. */
    static MemorySegment map(RegionPath place, long offset, Access access, Arena arena) {
        return switch (place) {
            case FilePath file -> map(file.path(), offset, access, arena);
            case DevicePath device -> from(offset, device, device.device().map(access, arena));
            case ServerPath server -> from(offset, server, server.map(arena));
        };
    }

    private static MemorySegment from(long offset, RegionPath place, MemorySegment memory) {
        requireWithin(place, offset, memory.byteSize());
        return memory.asSlice(offset);
    }

    private static MemorySegment map(Path path, long offset, Access access, Arena arena) {
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            // Opening a pipe would wait for its other end.
            throw new AnnulusException(
                    Reason.BAD_SPEC, path + ": expected a regular file, found none", "Give a file with a ring in it");
        }
        Set<StandardOpenOption> options = access == Access.READ_ONLY
                ? Set.of(StandardOpenOption.READ)
                : Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE);
        MapMode mode = access == Access.READ_ONLY ? MapMode.READ_ONLY : MapMode.READ_WRITE;
        try (FileChannel channel = FileChannel.open(path, options)) {
            // Before mapping: a mapping beyond the end would extend the file.
            long size = channel.size();
            requireWithin(path, offset, size);
            // From the start, whatever the offset: on hugetlbfs a mapping has to begin on a huge page.
            return channel.map(mode, 0, size, arena).asSlice(offset);
        } catch (IOException e) {
            throw refused(path, e);
        }
    }

    private static void requireWithin(Object place, long offset, long size) {
        if (offset >= size) {
            throw new AnnulusException(
                    Reason.TRUNCATED,
                    place + ": expected a ring at byte " + offset + ", found " + size + " bytes",
                    "Check the offset");
        }
        if (offset % ALIGNMENT != 0) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "--raw " + offset + ": expected a multiple of " + ALIGNMENT + ": no ring starts elsewhere.");
        }
    }

    private static AnnulusException refused(Path path, IOException e) {
        return switch (e) {
            case NoSuchFileException _ ->
                new AnnulusException(Reason.NOT_FOUND, path + ": no such file", "Check the path", e);
            case AccessDeniedException _ ->
                new AnnulusException(
                        Reason.NO_PERMISSION,
                        path + ": the operating system refused access",
                        "Run as its owner, or have the owner change its mode",
                        e);
            default ->
                new AnnulusException(
                        Reason.IO, path + ": " + e.getMessage(), "See what the operating system says of this file", e);
        };
    }
}
