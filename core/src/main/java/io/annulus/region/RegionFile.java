// SPDX-License-Identifier: Apache-2.0
package io.annulus.region;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import io.annulus.memory.Probe;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A region's file, from nothing to mapped.
 *
 * <p>Creation writes every byte under a hidden name first, so that a full file system says so now instead of with a fault
 * later, and ends with one hard link: the name appears with the whole region behind it, or not at all, and a name that is
 * taken is never replaced. A death on the way leaves only the hidden file, which the next creator sweeps away.
 */
final class RegionFile {
    private static final int CHUNK = 1 << 20;

    private RegionFile() {}

    /** Creates the file, lets {@code lay} write the region into it, and returns the mapping. */
    static MemorySegment create(Path path, RegionSpec spec, Arena arena, Consumer<MemorySegment> lay) {
        Path directory = path.toAbsolutePath().getParent();
        requireFree(path);
        HiddenFile.sweep(directory);
        Room.require(path, directory, HeaderLayout.roundUp(spec.sizeBytes(), HeaderLayout.HEADER_SIZE));
        Path hidden = HiddenFile.newIn(directory);
        long size = HeaderLayout.roundUp(spec.sizeBytes(), HeaderLayout.HEADER_SIZE);
        try {
            MemorySegment memory;
            Probe.step("create the hidden file");
            try (FileChannel channel = FileChannel.open(
                    hidden,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
                writeZeros(channel, size);
                Probe.step("map the hidden file");
                memory = channel.map(MapMode.READ_WRITE, 0, size, arena);
            }
            lay.accept(memory);
            Probe.step("set the permissions");
            Files.setPosixFilePermissions(hidden, spec.permissions());
            Probe.step("link the name");
            Files.createLink(path, hidden);
            return memory;
        } catch (FileAlreadyExistsException e) {
            throw taken(path, e);
        } catch (IOException e) {
            throw FileErrors.creating(path, size, e);
        } finally {
            Probe.step("remove the hidden name");
            HiddenFile.remove(hidden);
        }
    }

    private static void requireFree(Path path) {
        if (Files.isSymbolicLink(path)) {
            throw symbolicLink(path);
        }
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            throw taken(path, null);
        }
    }

    private static void writeZeros(FileChannel channel, long size) throws IOException {
        ByteBuffer zeros = ByteBuffer.allocateDirect((int) Math.min(CHUNK, size));
        for (long left = size; left > 0; ) {
            Probe.step("write zeros");
            zeros.limit((int) Math.min(zeros.capacity(), left)).position(0);
            while (zeros.hasRemaining()) {
                left -= channel.write(zeros);
            }
        }
    }

    /** A mapped file and the checked copy of its header. */
    record Opened(MemorySegment memory, Header header) {}

    static Opened open(Path path, Access access, Arena arena) {
        try (FileChannel channel = channel(path, access)) {
            long available = channel.size();
            Header header = Header.read(readPage(channel, path, available), available, path.toString());
            MapMode mode = access == Access.READ_ONLY ? MapMode.READ_ONLY : MapMode.READ_WRITE;
            return new Opened(channel.map(mode, 0, header.size(), arena), header);
        } catch (IOException e) {
            throw FileErrors.opening(path, access, e);
        }
    }

    /** The checked header, without mapping anything. */
    static Header header(Path path) {
        try (FileChannel channel = channel(path, Access.READ_ONLY)) {
            long available = channel.size();
            return Header.read(readPage(channel, path, available), available, path.toString());
        } catch (IOException e) {
            throw FileErrors.opening(path, Access.READ_ONLY, e);
        }
    }

    /** Whether the file starts as a region does, finished or damaged. */
    static boolean looksLikeRegion(Path path) {
        try (FileChannel channel = channel(path, Access.READ_ONLY)) {
            return channel.size() >= HeaderLayout.HEADER_SIZE
                    && Header.hasMagic(readPage(channel, path, channel.size()));
        } catch (IOException | AnnulusException e) {
            return false;
        }
    }

    private static FileChannel channel(Path path, Access access) throws IOException {
        if (Files.isSymbolicLink(path)) {
            throw symbolicLink(path);
        }
        BasicFileAttributes attributes =
                Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!attributes.isRegularFile()) {
            // Opening a pipe would wait for its other end, without a deadline.
            throw new AnnulusException(
                    Reason.NOT_A_REGION,
                    path + ": expected a regular file, found a " + (attributes.isDirectory() ? "directory" : "device"),
                    "Give the path of a region");
        }
        Set<OpenOption> options = access == Access.READ_ONLY
                ? Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)
                : Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        return FileChannel.open(path, options);
    }

    private static MemorySegment readPage(FileChannel channel, Path path, long available) throws IOException {
        ByteBuffer page = ByteBuffer.allocateDirect(HeaderLayout.HEADER_SIZE);
        while (page.hasRemaining() && channel.read(page, page.position()) >= 0) {
            // A short read is tried again from where it ended.
        }
        if (page.hasRemaining()) {
            boolean began = page.position() >= Long.BYTES
                    && Header.hasMagic(MemorySegment.ofBuffer(page.duplicate().clear()));
            throw new AnnulusException(
                    began ? Reason.TRUNCATED : Reason.NOT_A_REGION,
                    path + ": expected a region, of " + HeaderLayout.HEADER_SIZE + " bytes at least, found "
                            + available,
                    "This file was left alone; give the path of a region");
        }
        return MemorySegment.ofBuffer(page.flip());
    }

    static void remove(Path path) {
        try {
            Probe.step("remove the name");
            Files.delete(path);
            HiddenFile.sweep(path.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw FileErrors.removing(path, e);
        }
    }

    private static AnnulusException taken(Path path, Throwable cause) {
        return new AnnulusException(
                Reason.ALREADY_EXISTS,
                path + ": expected a free name, found a file",
                "Choose another name, or remove it first; nothing is ever replaced",
                cause);
    }

    private static AnnulusException symbolicLink(Path path) {
        return new AnnulusException(
                Reason.SYMBOLIC_LINK,
                path + ": expected a region file, found a symbolic link",
                "Give the path it leads to, if you trust it; links are not followed");
    }
}
