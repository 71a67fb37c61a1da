// SPDX-License-Identifier: Apache-2.0
package io.annulus;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.region.Region;
import io.annulus.region.RegionSpec;
import io.annulus.ring.Consumer;
import io.annulus.ring.Producer;
import io.annulus.ring.Ring;
import io.annulus.ring.RingSpec;
import io.annulus.ring.SyncMode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The example in README.md is this code, and does what it says. */
final class ReadmeExampleTest {
    private static final String SELF = "src/test/java/io/annulus/ReadmeExampleTest.java";

    // README: begin
    private static void example() {
        Path path = Region.resolve("market-" + ProcessHandle.current().pid());
        Region region = Region.create(path, RegionSpec.ofSize(1 << 20));
        try (region) {
            Ring orders = Ring.create(region, "orders", RingSpec.ofEntries(1024).withProducers(SyncMode.SINGLE));
            try (Producer producer = orders.producer();
                    Consumer consumer = orders.consumer()) {
                producer.enqueue(17L);
                producer.enqueueBurst(new long[] {18, 19, 20}, 0, 3);
                long[] values = new long[64];
                int count = consumer.dequeueBurst(values, 0, values.length);
                System.out.println(count + " orders, the first is " + values[0]);
            }
        } finally {
            Region.remove(path);
        }
    }
    // README: end

    @Test
    void runs() {
        PrintStream out = System.out;
        ByteArrayOutputStream captured = new ByteArrayOutputStream();
        System.setOut(new PrintStream(captured, true, StandardCharsets.UTF_8));
        try {
            example();
        } finally {
            System.setOut(out);
        }
        assertThat(captured.toString(StandardCharsets.UTF_8))
                .isEqualTo("4 orders, the first is 17" + System.lineSeparator());
    }

    @Test
    void isWhatTheReadmeShows() throws IOException {
        String readme = Files.readString(Path.of("../README.md"));
        int from = readme.indexOf("```java\n") + "```java\n".length();
        String shown = readme.substring(from, readme.indexOf("```", from));
        String source = Files.readString(Path.of(SELF));
        String body = source.substring(
                source.indexOf("{\n", source.indexOf("void example")) + 2, source.indexOf("    }\n    // README: end"));
        assertThat(shown.strip()).isEqualTo(body.stripTrailing().stripIndent());
    }
}
