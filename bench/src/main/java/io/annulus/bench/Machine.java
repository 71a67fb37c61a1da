// SPDX-License-Identifier: Apache-2.0
package io.annulus.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.stream.Stream;

/** What the figures were taken on, and how. */
final class Machine {
    private Machine() {}

    static String describe(Settings settings, String dpdk) {
        return """
                date       %s
                processor  %s; this process may use %s
                java       %s %s, each contender and row in a JVM of its own
                C          %s, gcc -O3 -march=native
                queues     4096 entries of 8 bytes, or of references
                figures    median [least-most] of %d rounds, all contenders in turns
                ratios     taken round by round
                refused    a call that moved nothing is followed by 1, 4 or 8 pauses, whichever suits a contender best
                gate       two-core rounds with a cache-line round trip beyond %.0f ns before or after are thrown out
                pinning    C's threads have a processor each; Java's cannot be pinned without native access
                """.formatted(
                        LocalDate.now(ZoneOffset.UTC),
                        valueIn("/proc/cpuinfo", "model name"),
                        valueIn("/proc/self/status", "Cpus_allowed_list"),
                        System.getProperty("java.vm.name"),
                        System.getProperty("java.vm.version"),
                        dpdk,
                        settings.rounds(),
                        Measuring.GATE_NANOS);
    }

    private static String valueIn(String file, String key) {
        try (Stream<String> lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(key))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
