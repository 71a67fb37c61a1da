// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.client;

import static io.annulus.ivshmem.client.FakeServer.GENEROUS;
import static io.annulus.posix.Refusals.refused;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.annulus.error.Reason;
import io.annulus.ivshmem.client.PeerChange.Kind;
import io.annulus.posix.Descriptor;
import io.annulus.posix.DescriptorLimit;
import io.annulus.posix.OpenDescriptors;
import io.annulus.posix.event.Epoll;
import io.annulus.posix.event.EventFd;
import io.annulus.posix.event.Interest;
import io.annulus.posix.event.Readiness;
import io.annulus.posix.memory.MappedRegion;
import io.annulus.posix.memory.SharedMemory;
import io.annulus.region.Region;
import io.annulus.region.RegionSpec;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a client does, and what a server may do to it, once it has joined. */
class MemberTest {
    private static final Duration NOT_AT_ALL = Duration.ZERO;
    private static final Duration SHORT = Duration.ofMillis(20);
    private static final int OWN = 2;

    private final Set<String> before = OpenDescriptors.now();

    @TempDir
    private Path directory;

    private FakeServer server;
    private IvshmemClient client;

    @BeforeEach
    void join() {
        server = new FakeServer(directory.resolve("s"));
        client = Joining.join(
                server,
                JoinSpec.usual().withPatience(GENEROUS).withVectors(2),
                s -> s.greet(OWN).doorbells(0, 2).doorbells(OWN, 2));
    }

    @AfterEach
    void nothingStaysOpen() {
        client.close();
        server.close();
        OpenDescriptors.requireSameAs(before);
    }

    @Test
    void peersComeAndGoInTheirOrder() {
        server.doorbells(7, 2).doorbells(5, 1).say(7);
        assertThat(change()).contains(new PeerChange(Kind.JOINED, 0));
        assertThat(change()).contains(new PeerChange(Kind.JOINED, 5));
        assertThat(client.peers()).containsExactly(new Peer(0, 2), new Peer(5, 1));
        server.say(0).doorbells(0, 1);
        assertThat(change()).contains(new PeerChange(Kind.LEFT, 0));
        assertThat(change()).contains(new PeerChange(Kind.JOINED, 0));
        assertThat(client.nextChange(NOT_AT_ALL)).isEmpty();
        assertThat(client.peers()).containsExactly(new Peer(0, 1), new Peer(5, 1));
    }

    @Test
    void whoCameAndWentUnseenIsNotMentioned() {
        change();
        for (int i = 0; i < 100; i++) {
            server.doorbells(9, 1).say(9);
            client.update();
        }
        server.say(0);
        assertThat(change()).contains(new PeerChange(Kind.LEFT, 0));
        assertThat(client.nextChange(NOT_AT_ALL)).isEmpty();
    }

    @Test
    void aPeerThatLeavesTakesItsDoorbellsWithIt() {
        Set<String> withTwo = OpenDescriptors.now();
        server.doorbells(7, 2);
        client.update();
        assertThat(OpenDescriptors.now()).hasSize(withTwo.size() + 2);
        server.say(7);
        client.update();
        assertThat(OpenDescriptors.now()).isEqualTo(withTwo);
        refused(Reason.NOT_FOUND, () -> client.ring(7, 0, NOT_AT_ALL)).contains("peers [0]");
    }

    @Test
    void aRingReachesTheVectorItIsFor() {
        EventFd zero = EventFd.create();
        EventFd one = EventFd.create();
        server.owning(zero.descriptor());
        server.owning(one.descriptor());
        server.say(7, zero.descriptor()).say(7, one.descriptor());
        client.ring(7, 1, GENEROUS);
        client.ring(7, 1, GENEROUS);
        assertThat(zero.take()).isZero();
        assertThat(one.take()).isEqualTo(2);
    }

    @Test
    void severalRingsAreOneWakeUp() {
        client.ring(OWN, 1, NOT_AT_ALL);
        client.ring(OWN, 0, NOT_AT_ALL);
        client.ring(OWN, 1, NOT_AT_ALL);
        // All doorbells of the fake server are one.
        assertThat(client.await(1, GENEROUS)).isEqualTo(3);
        assertThat(client.await(0, SHORT)).isZero();
        assertThat(client.await(0, NOT_AT_ALL)).isZero();
    }

    @Test
    void aRingWaitsForItsPeerAndVector() throws InterruptedException {
        Thread late = Thread.ofPlatform()
                .start(() -> server.doorbells(7, 1).doorbells(8, 1).doorbells(7, 1));
        client.ring(7, 1, GENEROUS);
        late.join();
        assertThat(client.await(0, GENEROUS)).isEqualTo(1);
    }

    @Test
    void whoIsNotThereInTimeIsNotRungAndTheOthersAreNamed() {
        refused(Reason.NOT_FOUND, () -> client.ring(7, 0, SHORT)).contains("peer 7", "peers [0]");
        refused(Reason.NOT_FOUND, () -> client.ring(0, 2, SHORT)).contains("vector 2", "2 vectors");
        refused(Reason.NOT_FOUND, () -> client.await(2, GENEROUS)).contains("peer 2", "2 vectors");
        assertThatThrownBy(() -> client.ring(0, -1, SHORT)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void aDoorbellForOtherThreadsOutlivesPeerAndClient() {
        try (EventFd own = client.doorbell(OWN, 0, NOT_AT_ALL);
                EventFd peers = client.doorbell(0, 0, NOT_AT_ALL);
                Epoll epoll = Epoll.create()) {
            epoll.add(own.descriptor(), Interest.READ, 4);
            server.say(0);
            client.update();
            client.close();
            peers.signal();
            assertThat(epoll.await(GENEROUS)).extracting(Readiness::key).containsExactly(4L);
            assertThat(own.take()).isEqualTo(1);
        }
    }

    @Test
    void theConnectionCanBeWaitedForWithOthers() {
        try (Epoll epoll = Epoll.create()) {
            epoll.add(client.descriptor(), Interest.READ, 4);
            assertThat(epoll.await(NOT_AT_ALL)).isEmpty();
            server.doorbells(7, 1);
            assertThat(epoll.await(GENEROUS)).extracting(Readiness::key).containsExactly(4L);
            client.update();
            assertThat(epoll.await(NOT_AT_ALL)).isEmpty();
            assertThat(client.peers()).contains(new Peer(7, 1));
        }
    }

    @Test
    void whenTheServerGoesAwayAClientCarriesOnWithWhatItHolds() {
        server.doorbells(7, 1).hangUp();
        assertThat(client.isServerGone()).isFalse();
        client.update();
        assertThat(client.isServerGone()).isTrue();
        assertHoldsEverything();
        assertThat(client.peers()).contains(new Peer(7, 1));
        refused(Reason.NOT_FOUND, () -> client.ring(8, 0, GENEROUS)).contains("server is gone");
        change();
        change();
        assertThat(change()).isEmpty();
        assertThat(client.await(0, SHORT)).isZero();
    }

    @Test
    void aServerThatBreaksTheProtocolIsLeftAndNothingElseIsLost() {
        List<Consumer<FakeServer>> pieces = List.of(
                s -> s.say(-1, s.memory()),
                s -> s.say(-1),
                s -> s.say(-2),
                s -> s.say(65_536, s.event()),
                s -> s.say(OWN),
                s -> s.say(9),
                s -> s.say(9, s.memory()),
                s -> s.doorbells(9, 65),
                s -> s.sayPart(3, 0, 4, Optional.of(s.event())).sayPart(3, 4, 8, Optional.of(s.event())));
        for (Consumer<FakeServer> piece : pieces) {
            piece.accept(server);
            refused(Reason.BAD_MESSAGE, client::update);
            assertThat(client.isServerGone()).isTrue();
            client.update();
            assertHoldsEverything();
            nothingStaysOpen();
            join();
        }
    }

    @Test
    void aServerThatNeverStopsSendingIsNotListenedToForEver() throws InterruptedException {
        Thread flood = Thread.ofPlatform().start(server::flood);
        assertThat(client.await(0, Duration.ofMillis(200))).isZero();
        change();
        client.ring(0, 1, GENEROUS);
        assertThat(client.await(0, GENEROUS)).isEqualTo(1);
        client.close();
        flood.join();
    }

    @Test
    void withoutDescriptorsLeftTheServerIsLeftRatherThanMisunderstood() {
        server.doorbells(9, 3);
        DescriptorLimit limit = DescriptorLimit.now();
        try (Descriptor next = server.event().duplicate()) {
            limit.set(next.number() + 1L);
            refused(Reason.NO_DESCRIPTORS, client::update).contains("ulimit -n");
        } finally {
            limit.set(limit.current());
        }
        assertThat(client.isServerGone()).isTrue();
        assertHoldsEverything();
    }

    @Test
    void theRegionInTheMemoryIsAttachedAndOutlivesTheClient() {
        refused(Reason.NOT_A_REGION, () -> client.attach());
        nothingStaysOpen();
        server = new FakeServer(directory.resolve("s"));
        try (SharedMemory memory = SharedMemory.sealed("region", 1 << 20);
                Region made = MappedRegion.create(memory, RegionSpec.ofSize(1 << 20))) {
            client = Joining.join(
                    server, JoinSpec.usual(), s -> s.say(0).say(OWN).say(-1, memory.descriptor()));
            Region region = client.attach();
            client.close();
            assertThat(region.info().uuid()).isEqualTo(made.info().uuid());
            region.close();
        }
    }

    /** Its memory and its doorbells work. */
    private void assertHoldsEverything() {
        client.ring(0, 1, NOT_AT_ALL);
        assertThat(client.await(1, NOT_AT_ALL)).isEqualTo(1);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment mine = client.memory().map(arena);
            mine.set(JAVA_LONG, 0, 42);
            assertThat(mine.get(JAVA_LONG, 0)).isEqualTo(42);
        }
    }

    private Optional<PeerChange> change() {
        return client.nextChange(GENEROUS);
    }
}
