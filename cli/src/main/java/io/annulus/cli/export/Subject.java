// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.export;

import io.annulus.cli.output.CommandFailure;
import io.annulus.cli.output.ExitCode;
import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import io.annulus.ivshmem.export.ServedRegion;
import io.annulus.ivshmem.export.SharedRegion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The region that is exported, from its file or from the server that hands it out.
 *
 * @param region what the machine would see
 * @param socket of the server; empty for a file alone
 */
record Subject(SharedRegion region, Optional<Path> socket) {
    private static final int KIND = 0170000;
    private static final int SOCKET = 0140000;

    /** A file, or a server's socket, which is asked. */
    static Subject at(Path path, int vectors, Consumer<String> notes) {
        if (!isSocket(path)) {
            return new Subject(SharedRegion.inFile(path), Optional.empty());
        }
        ServedRegion served = served(path, vectors, notes);
        return new Subject(served.region(), Optional.of(served.socket()));
    }

    /** A file that a server hands out, which is asked whether it does, if it runs. */
    static Subject at(Path path, Path socket, int vectors, Consumer<String> notes) {
        SharedRegion region = SharedRegion.inFile(path);
        if (!Files.exists(socket, LinkOption.NOFOLLOW_LINKS)) {
            notes.accept("nobody listens at " + socket
                    + " yet: start the server before the machine: annulus ivshmem serve"
                    + " --socket " + socket + " --size " + region.bytes() + " --vectors " + vectors + " --memory file:"
                    + region.where());
            return new Subject(region, Optional.of(socket));
        }
        if (!isSocket(socket)) {
            throw new CommandFailure(
                    ExitCode.FAILURE, socket + ": expected a server's socket, found another kind of file.");
        }
        ServedRegion served = served(socket, vectors, notes);
        if (!served.region().uuid().equals(region.uuid())) {
            throw new AnnulusException(
                    Reason.BAD_GEOMETRY,
                    socket + ": expected a server of region " + region.uuid() + " in " + region.where()
                            + ", found one of " + served.region().uuid(),
                    "Export what it serves: annulus ivshmem export " + socket
                            + "; or have it serve the file: --memory file:" + region.where());
        }
        return new Subject(region, Optional.of(socket));
    }

    private static ServedRegion served(Path socket, int vectors, Consumer<String> notes) {
        ServedRegion served = ServedRegion.at(socket, vectors);
        if (served.vectors() > vectors) {
            notes.accept("the server gives each peer " + served.vectors()
                    + " vectors or more; QEMU closes those beyond " + vectors + " (--vectors)");
        }
        return served;
    }

    private static boolean isSocket(Path path) {
        try {
            return ((Integer) Files.getAttribute(path, "unix:mode") & KIND) == SOCKET;
        } catch (IOException e) {
            return false; // Opening it says what is wrong.
        }
    }
}
