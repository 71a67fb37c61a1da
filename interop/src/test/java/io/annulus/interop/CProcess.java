// SPDX-License-Identifier: Apache-2.0
package io.annulus.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A running program that is asked on its standard input and answers line by line; every wait for it has a deadline. */
public final class CProcess implements AutoCloseable {
    /** Long enough for the slowest machine; only something that hangs takes longer. */
    // A storm on fewer processors than threads can take many minutes; only a hang may end it.
    private static final Duration DEADLINE = Duration.ofMinutes(20);

    private final Process process;
    private final Writer input;
    /** Empty: the end of the output. */
    private final BlockingQueue<Optional<String>> output = new LinkedBlockingQueue<>();

    private final List<String> errors = new CopyOnWriteArrayList<>();
    private final Thread errorReader;

    private CProcess(Process process) {
        this.process = process;
        this.input = process.outputWriter();
        Thread.startVirtualThread(this::readOutput);
        this.errorReader = Thread.startVirtualThread(() -> read(process.errorReader(), errors::add));
    }

    /** Starts a program with what the tests' own environment would add to every JVM taken out. */
    public static CProcess start(String program, String... arguments) {
        List<String> command = new ArrayList<>(List.of(arguments));
        command.addFirst(program);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"));
        try {
            return new CProcess(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends one line and returns the answer. */
    public String ask(String command) {
        tell(command);
        return line();
    }

    /** Sends one line. */
    public void tell(String command) {
        try {
            input.write(command + "\n");
            input.flush();
        } catch (IOException e) {
            throw new AssertionError(command + ": the program has ended: " + errors, e);
        }
    }

    /** The next line of its output. */
    public String line() {
        return next().orElseThrow(() -> {
            joinErrors();
            return new AssertionError("the program ended without an answer: " + errors);
        });
    }

    /** Closes its input and waits for its end. */
    public Ended end() {
        try {
            input.close();
            List<String> lines = new ArrayList<>();
            for (Optional<String> line = next(); line.isPresent(); line = next()) {
                lines.add(line.get());
            }
            assertThat(process.waitFor(DEADLINE)).as("ended").isTrue();
            joinErrors();
            return new Ended(process.exitValue(), lines, String.join("\n", errors));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private Optional<String> next() {
        try {
            Optional<String> line = output.poll(DEADLINE.toSeconds(), TimeUnit.SECONDS);
            assertThat(line).as("answer within %s", DEADLINE).isNotNull();
            return line;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void readOutput() {
        read(process.inputReader(), line -> output.add(Optional.of(line)));
        output.add(Optional.empty());
    }

    private static void read(BufferedReader from, Consumer<String> to) {
        try {
            from.lines().forEach(to);
        } catch (UncheckedIOException e) {
            to.accept("(the rest could not be read: " + e.getMessage() + ")");
        }
    }

    private void joinErrors() {
        try {
            errorReader.join(DEADLINE);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Kills it, and returns when it is dead. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().orTimeout(1, TimeUnit.MINUTES).join();
    }
}
