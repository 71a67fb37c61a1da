// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.demo;

import io.annulus.cli.output.CommandFailure;
import io.annulus.cli.output.ExitCode;
import io.annulus.cli.party.Leash;
import io.annulus.cli.party.Report;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** One of the demo's two processes, as its parent sees it. */
final class Child {
    private static final Duration LONGEST_DYING = Duration.ofSeconds(10);
    private static final int SIGNAL_STATUS = 128;
    /** Stands for the end of the child's output. */
    private static final String END = "";

    private final String name;
    private final Process process;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final Report report = new Report();
    private boolean done;

    private Child(String name, Process process) {
        this.name = name;
        this.process = process;
    }

    static Child start(String name, List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            Child child = new Child(name, process);
            Thread.ofPlatform().name(name).daemon().start(child::listen);
            return child;
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILURE, "the " + name + " process cannot be started: " + e.getMessage());
        }
    }

    private void listen() {
        try (BufferedReader output = process.inputReader(StandardCharsets.US_ASCII)) {
            output.lines().forEach(lines::add);
        } catch (IOException | UncheckedIOException e) {
            // Ends as if the child had said nothing more; its status tells why.
        } finally {
            lines.add(END);
        }
    }

    /** Waits until the child has said this line, keeping what it says before; false if that takes longer. */
    boolean hasSaid(String awaited, Duration atMost) {
        long end = System.nanoTime() + atMost.toNanos();
        while (true) {
            String line = next(end - System.nanoTime());
            if (line == null) {
                return false;
            }
            if (line.equals(END)) {
                throw died();
            }
            if (line.equals(awaited)) {
                return true;
            }
            report.putLine(line);
        }
    }

    private String next(long nanos) {
        try {
            return lines.poll(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.INTERRUPTED, "interrupted.");
        }
    }

    /** Whether the child has finished its work; never true before, and true for ever after. */
    boolean isDone(Duration atMost) {
        if (!done) {
            done = hasSaid(Leash.DONE, atMost);
        }
        return done;
    }

    void go() {
        try {
            process.getOutputStream().write('\n');
            process.getOutputStream().flush();
        } catch (IOException e) {
            throw died();
        }
    }

    Report report() {
        return report;
    }

    private CommandFailure died() {
        waitForEnd();
        int status = process.isAlive() ? SIGNAL_STATUS : process.exitValue();
        if (status == ExitCode.INTERRUPTED) {
            // Ctrl-C reaches all of us at once; the child was merely quicker.
            return new CommandFailure(ExitCode.INTERRUPTED, "interrupted.");
        }
        String how = status > SIGNAL_STATUS
                ? "was killed by signal " + (status - SIGNAL_STATUS)
                : "ended with status " + status;
        return new CommandFailure(
                ExitCode.FAILURE,
                "the " + name + " process (pid " + process.pid() + ") " + how + " before its work was done.");
    }

    void kill() {
        process.destroyForcibly();
        waitForEnd();
    }

    private void waitForEnd() {
        try {
            process.waitFor(LONGEST_DYING.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
