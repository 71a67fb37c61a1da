// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.party;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a demo that is killed leaves behind.
 *
 * @param region its file
 * @param directory of the server's sockets, with nothing else in it
 */
public record Leavings(Path region, Optional<Path> directory) {

    /** Those of a demo; the socket is null if it has no server. */
    static Leavings of(Path region, Path socket) {
        return new Leavings(region, Optional.ofNullable(socket).map(Path::getParent));
    }

    void remove() throws IOException {
        Files.deleteIfExists(region);
        if (directory.isPresent()) {
            removeDirectory(directory.get());
        }
    }

    /** A directory of files alone. */
    public static void removeDirectory(Path directory) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(directory);
    }
}
