// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.ivshmem.server.ServerEvent.Kind;
import io.annulus.ivshmem.wire.Refusal;
import io.annulus.posix.Descriptor;
import io.annulus.posix.DescriptorLimit;
import io.annulus.posix.OpenDescriptors;
import io.annulus.posix.event.Epoll;
import io.annulus.posix.event.EventFd;
import io.annulus.posix.event.Interest;
import io.annulus.posix.socket.Connection;
import io.annulus.posix.socket.Received;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is let in, and what the others are told. */
class AdmissionTest {
    private final Set<String> before = OpenDescriptors.now();
    private final Happenings happenings = new Happenings();

    @TempDir
    private Path directory;

    private Path socket;
    private int uid;
    private int gid;

    @BeforeEach
    void place() throws IOException {
        socket = directory.resolve("s");
        uid = (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        gid = (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:gid");
    }

    @AfterEach
    void nothingStaysOpen() {
        OpenDescriptors.requireSameAs(before);
    }

    private ServerSpec spec() {
        return ServerSpec.of(socket, 4096);
    }

    private ServerSpec allowing(Set<Integer> uids, Set<Integer> gids) {
        return spec().withAccess(new Access(0600, Optional.empty(), uids, gids));
    }

    /** Refused as QEMU understands it: a version that does not exist, no descriptor, the end. */
    private void requireRefused(Refusal refusal) {
        try (Connection client = Connection.to(socket)) {
            requireRefused(client, refusal);
        }
    }

    private static void requireRefused(Connection client, Refusal refusal) {
        try (Epoll epoll = Epoll.create();
                Arena arena = Arena.ofConfined()) {
            epoll.add(client.descriptor(), Interest.READ, 0);
            MemorySegment room = arena.allocate(64);
            Received received;
            do {
                epoll.await(FakeQemu.GENEROUS);
                received = client.receive(room);
            } while (received.bytes() == 0 && !received.end());
            assertThat(received.descriptors()).isEmpty();
            assertThat(received.bytes()).isEqualTo(8);
            assertThat(room.get(ValueLayout.JAVA_LONG, 0)).isEqualTo(refusal.version());
            do {
                epoll.await(FakeQemu.GENEROUS);
                received = client.receive(room);
            } while (!received.end());
            assertThat(received.bytes()).isZero();
            assertThat(received.descriptors()).isEmpty();
        }
    }

    @Test
    void anotherUserGetsNoDescriptor() throws InterruptedException {
        try (IvshmemServer server = IvshmemServer.start(allowing(Set.of(uid + 1), Set.of()), happenings)) {
            requireRefused(Refusal.NOT_ALLOWED);
            happenings.await(Kind.REFUSED, 1);
            assertThat(happenings.of(Kind.REFUSED).getFirst().text())
                    .contains("pid " + ProcessHandle.current().pid(), "uid " + uid, "not allowed");
            assertThat(server.status().peers()).isEmpty();
        }
    }

    @Test
    void aUserOrAGroupThatIsListedIsLetIn() {
        try (IvshmemServer server = IvshmemServer.start(allowing(Set.of(uid), Set.of(gid + 1)), happenings);
                FakeQemu client = FakeQemu.started(socket, 1)) {
            assertThat(client.id()).isZero();
            assertThat(server.status().peers().getFirst().uid()).isEqualTo(uid);
        }
        try (IvshmemServer server = IvshmemServer.start(allowing(Set.of(uid + 1), Set.of(gid)), happenings);
                FakeQemu client = FakeQemu.started(socket, 1)) {
            assertThat(client.id()).isZero();
            assertThat(server.status().refused()).isZero();
        }
    }

    @Test
    void asManyAsThereMayBeAreLetInAndAnotherWhenOneHasGone() throws InterruptedException {
        Limits two = Limits.usual().withPeers(2, 2);
        try (IvshmemServer server = IvshmemServer.start(spec().withLimits(two), happenings);
                FakeQemu first = FakeQemu.started(socket, 1)) {
            FakeQemu second = FakeQemu.started(socket, 1);
            requireRefused(Refusal.FULL);
            second.close();
            happenings.await(Kind.LEFT, 1);
            try (FakeQemu third = FakeQemu.started(socket, 1)) {
                assertThat(third.others()).containsExactly(first.id());
            }
            assertThat(server.status().mostPeers()).isEqualTo(2);
        }
    }

    @Test
    void oneUserHasNoMoreThanItsShare() {
        Limits one = Limits.usual().withPeers(10, 1);
        try (IvshmemServer server = IvshmemServer.start(spec().withLimits(one), happenings);
                FakeQemu first = FakeQemu.started(socket, 1)) {
            requireRefused(Refusal.TOO_MANY_OF_ONE_USER);
            assertThat(first.id()).isZero();
            assertThat(server.status().peers()).hasSize(1);
        }
    }

    @Test
    void withoutADescriptorLeftANewcomerIsRefusedAndTheServerLivesOn() throws InterruptedException {
        try (IvshmemServer server = IvshmemServer.start(spec(), happenings);
                FakeQemu first = FakeQemu.started(socket, 1)) {
            // Once beforehand, so that all classes that it needs are loaded: that takes descriptors, too.
            Connection rehearsal = Connection.to(socket);
            happenings.await(Kind.JOINED, 2);
            rehearsal.close();
            happenings.await(Kind.LEFT, 1);
            DescriptorLimit limit = DescriptorLimit.now();
            Connection client;
            try {
                requireIdle(server);
                limit.set(nextNumber() + 1);
                client = Connection.to(socket);
                happenings.await(Kind.REFUSED, 1);
                limit.set(limit.current());
                requireRefused(client, Refusal.NO_DESCRIPTORS);
                client.close();
                // Now there is one for the connection, and none for its doorbell.
                requireIdle(server);
                limit.set(nextNumber() + 2);
                client = Connection.to(socket);
                happenings.await(Kind.REFUSED, 2);
            } finally {
                limit.set(limit.current());
            }
            requireRefused(client, Refusal.NO_DESCRIPTORS);
            client.close();
            try (FakeQemu next = FakeQemu.started(socket, 1)) {
                assertThat(next.others()).containsExactly(first.id());
                assertThat(server.status().refused()).isEqualTo(2);
            }
        }
    }

    /** It has closed what those had who went, and has its spare descriptor again: what it says of them it says earlier. */
    private static void requireIdle(IvshmemServer server) {
        assertThat(server.status().peers()).hasSize(1);
    }

    /** The number that the next descriptor gets: the lowest that is free. */
    private static int nextNumber() {
        try (EventFd event = EventFd.create()) {
            Descriptor next = event.descriptor();
            return next.number();
        }
    }
}
