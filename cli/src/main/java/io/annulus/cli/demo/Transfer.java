// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.demo;

import io.annulus.cli.output.CommandFailure;
import io.annulus.cli.output.ExitCode;
import io.annulus.cli.party.Leash;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The two processes, from start to end.
 *
 * @param workplace where they are registered for clean-up
 * @param place options that say where the region is, and the server if there is one
 * @param main class to start them with
 * @param plan what they are to do
 * @param consumed the ring that the consumer takes from
 * @param watch called on every tick; throws if what lies between the two has failed
 */
record Transfer(
        Workplace workplace, List<String> place, Class<?> main, DemoPlan plan, String consumed, Runnable watch) {
    private static final Duration LONGEST_START = Duration.ofMinutes(1);

    Outcome run(Progress progress) {
        Child consumer = workplace.start("consumer", command("consume", consumed, List.of()));
        Child producer = workplace.start(
                "producer",
                command(
                        "produce",
                        DemoPlan.RING,
                        List.of("--file", plan.file().toAbsolutePath().toString())));
        awaitReady("consumer", consumer);
        awaitReady("producer", producer);
        consumer.go();
        producer.go();
        try {
            // Both are looked at on every tick: when one dies, the other would wait for ever.
            boolean done = false;
            while (!done) {
                boolean consumed = consumer.isDone(Progress.TICK);
                boolean produced = producer.isDone(consumed ? Progress.TICK : Duration.ZERO);
                done = consumed && produced;
                watch.run();
                progress.tick();
            }
        } finally {
            progress.end();
        }
        return new Outcome(producer.report(), consumer.report());
    }

    private static void awaitReady(String name, Child child) {
        if (!child.hasSaid(Leash.READY, LONGEST_START)) {
            throw new CommandFailure(ExitCode.FAILURE, "the " + name + " process did not start within a minute.");
        }
    }

    private List<String> command(String role, String ring, List<String> more) {
        List<String> arguments = new ArrayList<>(List.of("demo", role, "--ring", ring));
        arguments.addAll(place);
        arguments.addAll(List.of("--burst", Integer.toString(plan.burst())));
        arguments.addAll(more);
        return OwnJvm.command(main, arguments);
    }
}
