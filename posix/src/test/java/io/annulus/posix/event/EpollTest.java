// SPDX-License-Identifier: Apache-2.0
package io.annulus.posix.event;

import static io.annulus.posix.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.error.Reason;
import io.annulus.posix.Descriptor;
import io.annulus.posix.OpenDescriptors;
import io.annulus.posix.kernel.Kernel;
import io.annulus.posix.kernel.Syscall;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EpollTest {
    private static final Duration NOT_AT_ALL = Duration.ZERO;
    private static final Duration GENEROUS = Duration.ofSeconds(60);

    private final Set<String> before = OpenDescriptors.now();

    @TempDir
    private Path directory;

    @AfterEach
    void nothingStaysOpen() {
        OpenDescriptors.requireSameAs(before);
    }

    @Test
    void severalSignalsAreOneWakeUpAndAreAllTaken() {
        try (EventFd event = EventFd.create();
                Epoll epoll = Epoll.create()) {
            epoll.add(event.descriptor(), Interest.READ, -7);
            assertThat(event.take()).isZero();
            assertThat(epoll.await(NOT_AT_ALL)).isEmpty();
            event.signal();
            event.signal();
            event.signal();
            assertThat(epoll.await(GENEROUS)).containsExactly(new Readiness(-7, true, false, false));
            assertThat(event.take()).isEqualTo(3);
            assertThat(epoll.await(NOT_AT_ALL)).isEmpty();
        }
    }

    @Test
    void asManyAsAreReadyAreFoundEachByItsKey() {
        try (EventFd one = EventFd.create();
                EventFd other = EventFd.create();
                Epoll epoll = Epoll.create()) {
            epoll.add(one.descriptor(), Interest.READ, 1);
            epoll.add(other.descriptor(), Interest.READ, 1L << 40);
            one.signal();
            other.signal();
            assertThat(epoll.await(GENEROUS)).extracting(Readiness::key).containsExactlyInAnyOrder(1L, 1L << 40);
            epoll.remove(one.descriptor());
            assertThat(epoll.await(GENEROUS)).extracting(Readiness::key).containsExactly(1L << 40);
        }
    }

    @Test
    void anotherThreadsSignalEndsAWait() throws InterruptedException {
        try (EventFd event = EventFd.create();
                Epoll epoll = Epoll.create()) {
            epoll.add(event.descriptor(), Interest.READ, 1);
            Thread ringer = Thread.ofPlatform().start(event::signal);
            assertThat(epoll.await(GENEROUS)).hasSize(1);
            ringer.join();
        }
    }

    @Test
    void interestCanBeChanged() {
        try (EventFd event = EventFd.create();
                Epoll epoll = Epoll.create()) {
            epoll.add(event.descriptor(), Interest.READ, 1);
            assertThat(epoll.await(NOT_AT_ALL)).isEmpty();
            epoll.change(event.descriptor(), Interest.READ_AND_WRITE, 2);
            assertThat(epoll.await(NOT_AT_ALL)).containsExactly(new Readiness(2, false, true, false));
        }
    }

    @Test
    void aNumberThatOnlyASpoilerWritesIsASignalToo() {
        try (EventFd event = EventFd.create();
                Arena arena = Arena.ofConfined()) {
            MemorySegment highest = arena.allocateFrom(Kernel.LONG, -2);
            int number = event.descriptor().number();
            assertThat(Kernel.call(Syscall.WRITE, number, highest.address(), Long.BYTES))
                    .isEqualTo(Long.BYTES);
            event.signal();
            assertThat(event.take()).isEqualTo(Long.MAX_VALUE);
            assertThat(event.take()).isZero();
        }
    }

    @Test
    void whatIsNoEventfdIsRefusedAndClosed() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "precious");
        Descriptor open = Descriptor.open(file);
        refused(Reason.BAD_MESSAGE, () -> EventFd.of(open)).contains("an eventfd", file.toString());
        refused(Reason.CLOSED, open::number);
        assertThat(file).hasContent("precious");
    }

    @Test
    void aDescriptorFromElsewhereIsMadeNotToBlock() {
        try (EventFd event = EventFd.create();
                EventFd same = EventFd.of(event.descriptor().duplicate())) {
            event.signal();
            assertThat(same.take()).isEqualTo(1);
            assertThat(same.take()).isZero();
        }
    }
}
