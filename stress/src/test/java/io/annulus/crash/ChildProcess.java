// SPDX-License-Identifier: Apache-2.0
package io.annulus.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.ring.Defect;
import io.annulus.ring.Ring;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Another JVM, with the test build's probe in front of the core. It says what it does, a line at a time. */
final class ChildProcess implements AutoCloseable {
    private static final long DEADLINE_SECONDS = 120;
    private static final String END = "the end of its output";

    private final Process process;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final List<String> heard = new ArrayList<>();

    private ChildProcess(Process process) {
        this.process = process;
        Thread.ofVirtual().start(this::listen);
    }

    static ChildProcess start(Class<?> main, Object... arguments) {
        return start(List.of(), main, arguments);
    }

    /** With another command in front, such as {@code unshare}. */
    static ChildProcess start(List<String> prefix, Class<?> main, Object... arguments) {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx64m",
                "-cp",
                classPath(),
                main.getName()));
        Stream.of(arguments).map(String::valueOf).forEach(command::add);
        try {
            return new ChildProcess(
                    new ProcessBuilder(command).redirectErrorStream(true).start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // The test classes first: their probe is to be the one. The core may be a directory or a jar.
    private static String classPath() {
        return Stream.of(ChildProcess.class, Defect.class, Ring.class)
                .map(c -> Path.of(c.getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .getPath())
                        .toString())
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
    }

    private void listen() {
        try (BufferedReader output = process.inputReader()) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                lines.add(line);
            }
        } catch (IOException e) {
            // It was killed.
        }
        lines.add(END);
    }

    /** Its next line, which must begin with one of the words. */
    String await(String... words) {
        try {
            String line = lines.poll(DEADLINE_SECONDS, TimeUnit.SECONDS);
            heard.add(String.valueOf(line));
            while (line != null && !END.equals(line) && Stream.of(words).noneMatch(line::startsWith)) {
                line = lines.poll(1, TimeUnit.SECONDS); // The rest of a stack trace, for the message.
                heard.add(String.valueOf(line));
            }
            assertThat(line)
                    .withFailMessage("expected %s, heard%n%s", List.of(words), String.join("\n", heard))
                    .isNotNull()
                    .isNotEqualTo(END);
            return line;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** It has nothing to complain of. */
    void requireSilent() {
        assertThat(lines).filteredOn(line -> !END.equals(line)).isEmpty();
    }

    /** Sends it a line. */
    void tell(String line) {
        try {
            process.outputWriter().write(line + "\n");
            process.outputWriter().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** SIGKILL, and the certainty that it is gone. */
    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    void awaitEnd() {
        try {
            assertThat(process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** SIGSTOP, and the certainty that it stands still: the signal is sent before it is taken. */
    void stop() {
        signal("STOP");
        long start = System.nanoTime();
        while (!isStopped()) {
            assertThat(System.nanoTime() - start)
                    .as("stopped in time")
                    .isLessThan(TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS));
            Thread.onSpinWait();
        }
    }

    /** SIGCONT, which is done when the kernel has been told. */
    void goOn() {
        signal("CONT");
    }

    private boolean isStopped() {
        try {
            return Files.readString(Path.of("/proc/" + process.pid() + "/stat")).contains(") T ");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void signal(String name) {
        try {
            Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
            assertThat(kill.waitFor()).isZero();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
