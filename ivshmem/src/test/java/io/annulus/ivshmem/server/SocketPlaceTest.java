// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.server;

import static io.annulus.posix.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.error.Reason;
import io.annulus.posix.OpenDescriptors;
import io.annulus.posix.socket.Connection;
import io.annulus.posix.socket.Listener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The names that a server has in the file system. */
class SocketPlaceTest {
    private final Set<String> before = OpenDescriptors.now();

    @TempDir
    private Path directory;

    private Path socket;

    @BeforeEach
    void place() {
        socket = directory.resolve("s");
    }

    @AfterEach
    void nothingStaysOpen() {
        OpenDescriptors.requireSameAs(before);
    }

    private IvshmemServer start() {
        return IvshmemServer.start(ServerSpec.of(socket, 4096), new Happenings());
    }

    @Test
    void nothingIsLeftWhenItEnds() {
        IvshmemServer server = start();
        assertThat(directory).isDirectoryContaining("glob:**.control").isDirectoryContaining("glob:**.lock");
        server.close();
        server.close();
        assertThat(directory).isEmptyDirectory();
        refused(Reason.CLOSED, server::status);
        server.awaitEnd();
    }

    @Test
    void whatADeadServerLeftIsReplaced() throws IOException {
        desert(socket);
        desert(IvshmemServer.controlSocket(socket));
        Files.createFile(directory.resolve("s.lock"));
        try (IvshmemServer server = start();
                FakeQemu client = FakeQemu.started(socket, 1)) {
            assertThat(client.id()).isZero();
            assertThat(server.status().peers()).hasSize(1);
        }
    }

    private static void desert(Path path) throws IOException {
        Path first = path.resolveSibling("first");
        try (Listener listener = Listener.at(first, 0600)) {
            Files.move(first, path); // Where it does not remove it.
            assertThat(listener.accept()).isEmpty();
        }
        assertThat(path).exists();
    }

    @Test
    void aLivingServerIsNotReplaced() {
        try (IvshmemServer server = start()) {
            refused(Reason.IN_USE, this::start).contains("s.lock", "another process");
            Connection.to(socket).close();
            assertThat(server.status().vectors()).isEqualTo(1);
        }
        try (Listener other = Listener.at(socket, 0600)) {
            refused(Reason.IN_USE, this::start).contains("somebody who does");
            assertThat(socket).exists();
            assertThat(other.accept()).as("the question").isPresent().get().satisfies(Connection::close);
        }
    }

    @Test
    void whatIsNoSocketIsNotRemoved() throws IOException {
        Files.writeString(socket, "precious");
        refused(Reason.WRONG_KIND, this::start);
        assertThat(socket).hasContent("precious");
    }

    @Test
    void itsPermissionsAndGroupAreThoseAskedFor() throws IOException {
        String group = Files.readAttributes(directory, PosixFileAttributes.class)
                .group()
                .getName();
        ServerSpec spec = ServerSpec.of(socket, 4096);
        Access access = new Access(0620, Optional.of(group), Set.of(), Set.of());
        try (IvshmemServer server = IvshmemServer.start(spec.withAccess(access), new Happenings())) {
            PosixFileAttributes attributes = Files.readAttributes(socket, PosixFileAttributes.class);
            assertThat(attributes.group().getName()).isEqualTo(group);
            assertThat((Integer) Files.getAttribute(socket, "unix:mode") & 0777).isEqualTo(0620);
            Path control = IvshmemServer.controlSocket(socket);
            assertThat((Integer) Files.getAttribute(control, "unix:mode") & 0777)
                    .isEqualTo(0600);
            assertThat(server.status().peers()).isEmpty();
        }
        Access unknown = new Access(0660, Optional.of("no-such-group"), Set.of(), Set.of());
        refused(Reason.NOT_FOUND, () -> IvshmemServer.start(spec.withAccess(unknown), new Happenings()))
                .contains("no-such-group");
        assertThat(directory).isEmptyDirectory();
    }
}
