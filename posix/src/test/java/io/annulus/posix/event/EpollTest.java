// SPDX-License-Identifier: Apache-2.0
package io.annulus.posix.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.posix.OpenDescriptors;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EpollTest {
    private static final Duration NOT_AT_ALL = Duration.ZERO;
    private static final Duration GENEROUS = Duration.ofSeconds(60);

    private final Set<String> before = OpenDescriptors.now();

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
    void aDescriptorFromElsewhereIsMadeNotToBlock() {
        try (EventFd event = EventFd.create();
                EventFd same = EventFd.of(event.descriptor().duplicate())) {
            event.signal();
            assertThat(same.take()).isEqualTo(1);
            assertThat(same.take()).isZero();
        }
    }
}
