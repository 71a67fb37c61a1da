// SPDX-License-Identifier: Apache-2.0
package io.annulus.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What the figures were taken on, printed above them. */
record Machine(PrintStream out) {

    void describe(Settings settings, String dpdk) {
        String processors = valueIn("/proc/self/status", "Cpus_allowed_list");
        out.println("Ring of 4096 elements of 8 bytes. Median [min-max] of " + settings.rounds()
                + " rounds, ours and C in turns, at least " + settings.elements() + " elements each.");
        out.println("processor  " + valueIn("/proc/cpuinfo", "model name") + "; this process may use " + processors);
        out.println("java       " + System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
        out.println("C          " + dpdk);
        out.println("refused    a call that moved nothing is followed by " + settings.pauses() + " pauses, in both");
        out.println("two cores  C's threads are pinned to one processor each; ours cannot be without native access, and"
                + " share those two");
        out.println("gate       rounds with a cache-line round trip beyond 150 ns before or after are thrown out");
        out.println();
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
