// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.client;

import static io.annulus.ivshmem.client.FakeServer.GENEROUS;
import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.ivshmem.wire.Message;
import io.annulus.posix.Descriptor;
import io.annulus.posix.OpenDescriptors;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pieces in which bytes arrive change nothing. */
class CutsTest {
    /** Values, each with a descriptor where the number beside it is 1. */
    private static final List<long[]> TRANSCRIPT = List.of(
            new long[] {0, 0},
            new long[] {2, 0},
            new long[] {-1, 1},
            new long[] {0x0100, 1},
            new long[] {0x0100, 1},
            new long[] {2, 1},
            new long[] {2, 1},
            new long[] {7, 1},
            new long[] {0x0100, 0});

    private final Set<String> before = OpenDescriptors.now();

    @TempDir
    private Path directory;

    @Test
    void aTranscriptCutAtAnyByteIsUnderstoodTheSame() {
        for (int cut = 1; cut < TRANSCRIPT.size() * Message.SIZE; cut++) {
            try (FakeServer server = new FakeServer(directory.resolve("s"));
                    ServerLine line = ServerLine.to(server.path(), Deadline.after(GENEROUS));
                    Holdings holdings = new Holdings(new Session("s", 8, 100), Set.of())) {
                server.accept();
                say(server, 0, cut);
                read(line, holdings);
                assertThat(holdings.memory() != null).isEqualTo(cut >= 3 * Message.SIZE);
                say(server, cut, TRANSCRIPT.size() * Message.SIZE);
                read(line, holdings);
                assertThat(holdings.vectorsOf(2)).as("cut at %d", cut).isEqualTo(2);
                assertThat(holdings.peers()).containsExactly(new Peer(7, 1));
            }
            OpenDescriptors.requireSameAs(before);
        }
    }

    private static void say(FakeServer server, int from, int to) {
        IntStream.range(0, TRANSCRIPT.size()).forEach(i -> {
            int start = Math.max(from - i * Message.SIZE, 0);
            int end = Math.min(to - i * Message.SIZE, Message.SIZE);
            if (start < end) {
                server.sayPart(TRANSCRIPT.get(i)[0], start, end, start > 0 ? Optional.empty() : descriptor(server, i));
            }
        });
    }

    private static Optional<Descriptor> descriptor(FakeServer server, int index) {
        long[] message = TRANSCRIPT.get(index);
        return message[1] == 0 ? Optional.empty() : Optional.of(message[0] == -1 ? server.memory() : server.event());
    }

    private static void read(ServerLine line, Holdings holdings) {
        for (Optional<Message> next = line.next(); next.isPresent(); next = line.next()) {
            holdings.accept(next.get());
        }
    }
}
