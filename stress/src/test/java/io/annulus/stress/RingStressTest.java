// SPDX-License-Identifier: Apache-2.0
package io.annulus.stress;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * DPDK's stress test of its ring: more threads than processors hand objects round, and at no moment does anybody see an
 * object that somebody else has. How fast they are is printed, and nobody's promise.
 */
class RingStressTest {
    private static final int WORKERS = Math.max(3, Runtime.getRuntime().availableProcessors() + 1);
    private static final int SECONDS = Integer.getInteger("annulus.stress.seconds", 1);
    private static final int DEADLINE_SECONDS = 600;

    static Stream<Arguments> cases() {
        return Arrays.stream(Mode.values())
                .flatMap(mode -> Arrays.stream(Timed.values()).map(timed -> Arguments.of(mode, timed)));
    }

    @BeforeAll
    static void head() {
        System.out.printf(
                "%d workers for %d s each; nanoseconds%n%-11s %-10s %10s %12s   %s   %s%n",
                WORKERS,
                SECONDS,
                "mode",
                "timed",
                "loops",
                "elements/s",
                "%11s %9s %11s".formatted("dequeue min", "average", "maximum"),
                "%11s %9s %11s".formatted("enqueue min", "average", "maximum"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyObjectIsOneWorkersAtATimeAndThereInTheEnd(Mode mode, Timed timed) throws Exception {
        Workplace place = new Workplace(mode, WORKERS);
        List<Worker> workers = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(WORKERS);
        try {
            List<Future<Worker>> working = new ArrayList<>();
            for (int number = 0; number < WORKERS; number++) {
                working.add(threads.submit(new Worker(number, place, timed)));
            }
            threads.shutdown();
            threads.awaitTermination(SECONDS, TimeUnit.SECONDS); // Earlier only if one fails.
            place.stop();
            for (Future<Worker> worker : working) {
                workers.add(worker.get(DEADLINE_SECONDS, TimeUnit.SECONDS));
            }
        } finally {
            place.stop();
            threads.shutdownNow();
        }
        place.requireEveryObjectOnce();
        print(mode, timed, workers);
    }

    private static void print(Mode mode, Timed timed, List<Worker> workers) {
        CallTimes dequeues = new CallTimes();
        CallTimes enqueues = new CallTimes();
        double perSecond = 0;
        long loops = 0;
        for (Worker worker : workers) {
            dequeues.addAll(worker.dequeues());
            enqueues.addAll(worker.enqueues());
            perSecond += worker.moved() * 1e9 / worker.nanos();
            loops += worker.loops();
        }
        System.out.printf(
                "%-11s %-10s %10d %12.0f   %s   %s%n",
                mode, timed, loops, perSecond, dequeues.columns(), enqueues.columns());
    }
}
