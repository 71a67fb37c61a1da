// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.client;

import static io.annulus.ivshmem.client.FakeServer.GENEROUS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.posix.Descriptor;
import io.annulus.posix.event.EventFd;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two clients in one memory, who ring each other. */
class DoorbellTest {
    private static final int ROUNDS = 1000;
    private static final JoinSpec TWO_VECTORS =
            JoinSpec.usual().withPatience(GENEROUS).withVectors(2);

    @TempDir
    private Path directory;

    @Test
    void whatWasWrittenBeforeARingIsReadAfterIt() throws InterruptedException {
        try (FakeServer ones = new FakeServer(directory.resolve("1"));
                FakeServer others = new FakeServer(directory.resolve("2"))) {
            List<Descriptor> ofOne = eventfds(ones);
            List<Descriptor> ofOther = eventfds(ones);
            try (IvshmemClient one = join(ones, ones.memory(), 1, ofOne, 2, ofOther);
                    IvshmemClient other = join(others, ones.memory(), 2, ofOther, 1, ofOne)) {
                Thread answering = Thread.ofPlatform().start(() -> answer(other));
                assertThat(ask(one)).isEqualTo(ROUNDS);
                answering.join();
            }
        }
    }

    private static long ask(IvshmemClient client) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment memory = client.memory().map(arena);
            long right = 0;
            for (long i = 1; i <= ROUNDS; i++) {
                memory.set(JAVA_LONG, 0, i);
                client.ring(2, (int) (i % 2), GENEROUS);
                assertThat(client.await(1, GENEROUS)).isEqualTo(1);
                right += memory.get(JAVA_LONG, 64) == i * i ? 1 : 0;
            }
            return right;
        }
    }

    private static void answer(IvshmemClient client) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment memory = client.memory().map(arena);
            for (int i = 1; i <= ROUNDS; i++) {
                client.await(i % 2, GENEROUS);
                long asked = memory.get(JAVA_LONG, 0);
                memory.set(JAVA_LONG, 64, asked * asked);
                client.ring(1, 1, GENEROUS);
            }
        }
    }

    private static List<Descriptor> eventfds(FakeServer owner) {
        return Stream.generate(EventFd::create)
                .limit(2)
                .map(event -> owner.owning(event.descriptor()))
                .toList();
    }

    private static IvshmemClient join(
            FakeServer server, Descriptor memory, int id, List<Descriptor> own, int peer, List<Descriptor> peers) {
        return Joining.join(server, TWO_VECTORS, s -> {
            s.say(0).say(id).say(-1, memory);
            peers.forEach(event -> s.say(peer, event));
            own.forEach(event -> s.say(id, event));
        });
    }
}
