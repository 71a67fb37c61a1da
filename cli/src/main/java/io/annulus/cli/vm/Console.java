// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.vm;

import io.annulus.cli.output.CommandFailure;
import io.annulus.cli.output.ExitCode;
import io.annulus.cli.timing.Deadline;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A guest's serial console, with what QEMU itself says in between. Ends when QEMU does. */
final class Console {
    private static final int KEPT = 12;
    /** QEMU does not end then: it waits, for a person to look at it. */
    private static final String PAUSED = "KVM internal error";

    private final Process process;
    private final BlockingQueue<Line> lines = new LinkedBlockingQueue<>();
    private final Deque<String> last = new ArrayDeque<>();

    /** What came; the end has no text. */
    private record Line(String text, boolean isEnd) {}

    Console(Process process) {
        this.process = process;
        Thread.ofPlatform().name("console").daemon().start(this::listen);
    }

    private void listen() {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            output.lines().map(String::stripTrailing).forEach(this::add);
        } catch (IOException | UncheckedIOException e) {
            // Ends as if nothing more had been said.
        } finally {
            lines.add(new Line("", true));
        }
    }

    private void add(String line) {
        synchronized (last) {
            if (last.size() == KEPT) {
                last.removeFirst();
            }
            last.addLast(line);
        }
        lines.add(new Line(line, false));
    }

    /** The next line, or null if there is none yet at the deadline. */
    String next(Deadline deadline) {
        Line line;
        try {
            line = lines.poll(Math.max(0, deadline.nanos() - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.INTERRUPTED, "interrupted.");
        }
        if (line == null) {
            return null;
        }
        if (line.isEnd()) {
            lines.add(line); // It stays the end for whoever asks next.
            throw failure("QEMU ended" + status());
        }
        if (line.text().contains(PAUSED)) {
            throw failure("KVM cannot run this guest");
        }
        return line.text();
    }

    private String status() {
        try {
            return process.waitFor(1, TimeUnit.SECONDS) ? " with status " + process.exitValue() : "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    /** A failure that shows what the guest and QEMU said last. */
    CommandFailure failure(String what) {
        StringBuilder message = new StringBuilder(what).append(".");
        synchronized (last) {
            message.append(last.isEmpty() ? "" : System.lineSeparator() + "The console's last lines:");
            last.forEach(line ->
                    message.append(System.lineSeparator()).append("  | ").append(line));
        }
        return new CommandFailure(ExitCode.FAILURE, message.toString());
    }

    void type(String line) {
        try {
            process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (IOException e) {
            throw failure("QEMU does not listen any more");
        }
    }
}
