// SPDX-License-Identifier: Apache-2.0
package io.annulus.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Kills a child of its own in front of the first step of a scenario, of the second, and so on until one gets through. */
final class EachStep {
    private final Supplier<Scenario> scenario;
    private final Path directory;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger through = new AtomicInteger(Integer.MAX_VALUE);

    private EachStep(Supplier<Scenario> scenario, Path directory) {
        this.scenario = scenario;
        this.directory = directory;
    }

    /** Returns how many steps there are. */
    static int of(Supplier<Scenario> scenario, Path directory) {
        EachStep all = new EachStep(scenario, directory);
        int workers = Runtime.getRuntime().availableProcessors();
        try (ExecutorService pool = Executors.newFixedThreadPool(workers)) {
            List<Future<?>> running = Stream.generate(() -> pool.submit(all::work))
                    .limit(workers)
                    .<Future<?>>map(f -> f)
                    .toList();
            for (Future<?> future : running) {
                future.get();
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e.getCause() == null ? e : e.getCause());
        }
        int steps = all.through.get() - 1;
        System.out.printf("%s: killed at each of %d steps%n", scenario.get().title(), steps);
        return steps;
    }

    private void work() {
        while (next.get() < through.get()) {
            killAt(next.incrementAndGet());
        }
    }

    private void killAt(int step) {
        Scenario one = scenario.get();
        Path region = own(step).resolve("region");
        one.prepare(region);
        String last;
        try (ChildProcess child = ChildProcess.start(Victim.class, one.title(), region, step)) {
            last = child.await("AT ", "DONE ");
            child.kill();
        }
        if (last.startsWith("DONE ")) {
            through.accumulateAndGet(step, Math::min);
        }
        try {
            one.goOn(region);
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(one.title() + ", killed with '" + last + "': " + e.getMessage(), e);
        }
    }

    private Path own(int step) {
        try {
            return Files.createDirectory(directory.resolve(scenario.get().title() + step));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
