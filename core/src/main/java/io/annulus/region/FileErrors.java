// SPDX-License-Identifier: Apache-2.0
package io.annulus.region;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Turns what the operating system says about a region's file into what its user can do about it. */
final class FileErrors {
    private static final int MOST_NAMES = 10;

    private FileErrors() {}

    static AnnulusException creating(Path path, long size, IOException e) {
        Path directory = path.toAbsolutePath().getParent();
        String system = systemReason(e);
        if (system.contains("No space") || system.contains("quota")) {
            return Room.tooLittle(path, directory, size, Room.usable(directory) + " bytes free", e);
        }
        if (e instanceof NoSuchFileException) {
            return new AnnulusException(
                    Reason.NOT_FOUND,
                    path + ": expected a directory " + directory + ", found none",
                    "Create that directory first",
                    e);
        }
        return refused(path, directory, "write", e);
    }

    static AnnulusException opening(Path path, Access access, IOException e) {
        if (e instanceof NoSuchFileException) {
            return new AnnulusException(Reason.NOT_FOUND, path + ": no such region" + nearby(path), remedyFor(path), e);
        }
        return refused(path, path, access == Access.READ_ONLY ? "read" : "read and write", e);
    }

    static AnnulusException listing(Path directory, IOException e) {
        return switch (e) {
            case NotDirectoryException _ ->
                new AnnulusException(
                        Reason.WRONG_KIND,
                        directory + ": expected a directory, found a file",
                        "To see what is in a region: annulus region info " + directory,
                        e);
            case NoSuchFileException _ ->
                new AnnulusException(
                        Reason.NOT_FOUND, directory + ": no such directory", "Check the path of the directory", e);
            default -> refused(directory, directory, "list", e);
        };
    }

    static AnnulusException removing(Path path, IOException e) {
        if (e instanceof NoSuchFileException) {
            return opening(path, Access.READ_WRITE, e);
        }
        Path directory = path.toAbsolutePath().getParent();
        // In a directory with the sticky bit, as /dev/shm, only the owner may remove a file, whatever its own mode
        // says.
        return refused(path, directory, "remove a file of " + ownerOf(path) + " from", e);
    }

    private static String ownerOf(Path path) {
        try {
            return Files.getOwner(path, LinkOption.NOFOLLOW_LINKS).getName();
        } catch (IOException e) {
            return "another user";
        }
    }

    private static AnnulusException refused(Path path, Path target, String right, IOException e) {
        String system = systemReason(e);
        if (system.contains("Read-only file system")) {
            return new AnnulusException(
                    Reason.READ_ONLY,
                    path + ": expected a file system that can be written, found a read-only one",
                    "Open it for reading only, or mount it read-write",
                    e);
        }
        if (e instanceof AccessDeniedException || system.contains("not permitted")) {
            return new AnnulusException(
                    Reason.NO_PERMISSION,
                    path + ": expected permission to " + right + " " + target + ", refused to user "
                            + System.getProperty("user.name") + describeRights(target),
                    "Run as its owner, or have the owner change its mode",
                    e);
        }
        return new AnnulusException(
                Reason.IO, path + ": " + system, "See what the operating system says about this file", e);
    }

    private static String systemReason(IOException e) {
        String reason = e instanceof FileSystemException f && f.getReason() != null ? f.getReason() : e.getMessage();
        return reason == null ? e.getClass().getSimpleName() : reason;
    }

    private static String describeRights(Path target) {
        try {
            Object mode = Files.getAttribute(target, "unix:mode", LinkOption.NOFOLLOW_LINKS);
            String bits = Integer.toOctalString((Integer) mode & 07777);
            return " (owner " + Files.getOwner(target, LinkOption.NOFOLLOW_LINKS) + ", mode 0" + bits + ")";
        } catch (IOException e) {
            return "";
        }
    }

    private static String nearby(Path path) {
        Path directory = path.toAbsolutePath().getParent();
        if (directory == null || !Files.isDirectory(directory)) {
            return "; there is no directory " + directory;
        }
        List<Path> found = Region.list(directory);
        return found.isEmpty() ? "; " + directory + " has no region" : "; " + directory + " has " + some(found);
    }

    /** There can be thousands. */
    private static String some(List<Path> found) {
        String names = found.stream()
                .limit(MOST_NAMES)
                .map(path -> path.getFileName().toString())
                .collect(Collectors.joining(", "));
        return found.size() <= MOST_NAMES ? names : names + " and " + (found.size() - MOST_NAMES) + " more";
    }

    private static String remedyFor(Path path) {
        return "Check the name, or create it: annulus region create " + path + " --size 64M";
    }
}
