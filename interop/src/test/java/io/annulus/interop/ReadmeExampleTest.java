// SPDX-License-Identifier: Apache-2.0
package io.annulus.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.ring.Consumer;
import io.annulus.ring.Ring;
import io.annulus.ring.RingSpec;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** The C example in README.md is {@code c/example.c}, and does what it says. */
final class ReadmeExampleTest {

    @Test
    void enqueuesOneElementThatJavaDequeues() {
        try (TestRegion home = TestRegion.create()) {
            Ring ring = Ring.create(home.region(), "orders", RingSpec.ofEntries(2));
            String path = home.path().toString();
            assertThat(CPeers.run("example", path, "orders").status()).isZero();
            Ended full = CPeers.run("example", path, "orders");
            assertThat(full.status()).isEqualTo(1);
            assertThat(full.errors()).contains("the ring is full");
            try (Consumer consumer = ring.consumer()) {
                assertThat(consumer.dequeueOr(-1L)).isEqualTo(42);
            }
            assertThat(CPeers.run("example", path, "fills").errors()).contains("fills");
            assertThat(CPeers.run("example", path).errors()).contains("usage");
        }
    }

    @Test
    void isWhatTheReadmeShows() throws IOException {
        String readme = Files.readString(CPeers.root().resolve("README.md"));
        int from = readme.indexOf("```c\n") + "```c\n".length();
        String shown = readme.substring(from, readme.indexOf("```", from));
        assertThat(Files.readString(CPeers.root().resolve("c/example.c"))).endsWith(shown);
    }
}
