// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Runs the command in a process of its own, as a shell would. */
public final class Forked implements AutoCloseable {
    private static final long LONGEST_RUN_SECONDS = 120;

    private final Process process;
    private boolean read = true;

    private Forked(Process process) {
        this.process = process;
    }

    public static Forked start(Object... arguments) throws IOException {
        return new Forked(builder(arguments).start());
    }

    /** Ready to be given redirections. */
    public static ProcessBuilder builder(Object... arguments) {
        return builder(Main.class, arguments);
    }

    /** Runs another program than the command. */
    public static Forked start(Class<?> main, Object... arguments) throws IOException {
        return new Forked(builder(main, arguments).start());
    }

    private static ProcessBuilder builder(Class<?> main, Object... arguments) {
        List<String> command = new ArrayList<>();
        // Ctrl-C must reach it even where the test itself was started in the background, which ignores it.
        command.addAll(List.of("env", "--default-signal=INT", "--unset=JAVA_TOOL_OPTIONS"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        return new ProcessBuilder(command);
    }

    public static Forked of(Process process) {
        return new Forked(process);
    }

    public Process process() {
        return process;
    }

    /** Closes the reading end of its standard output, as {@code | head} does in the end. */
    public Forked withoutReader() throws IOException {
        process.getInputStream().close();
        read = false;
        return this;
    }

    /** Sends what Ctrl-C sends. */
    public void interrupt() throws IOException, InterruptedException {
        signal("INT");
    }

    /** SIGSTOP, and the certainty that it stands still. */
    public void stop() throws Exception {
        signal("STOP");
        Path stat = Path.of("/proc/" + process.pid() + "/stat");
        Eventually.holds("it is stopped", () -> Files.readString(stat).contains(") T "));
    }

    private void signal(String name) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
        assertThat(kill.waitFor()).isZero();
    }

    /** SIGKILL, and the certainty that it is gone; what it had written can still be read. */
    public void kill() throws IOException, InterruptedException {
        signal("KILL");
        assertThat(process.waitFor(LONGEST_RUN_SECONDS, TimeUnit.SECONDS)).isTrue();
    }

    /** Gives it this input, and waits for its end. */
    public Outcome finish(String input) throws IOException, InterruptedException {
        CompletableFuture<String> out = read ? text(process.getInputStream()) : CompletableFuture.completedFuture("");
        CompletableFuture<String> err = text(process.getErrorStream());
        try (OutputStream in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // It ended without reading all of it, which may be what the test is about.
        }
        assertThat(process.waitFor(LONGEST_RUN_SECONDS, TimeUnit.SECONDS))
                .as("ended in time")
                .isTrue();
        return new Outcome(process.exitValue(), out.join(), err.join());
    }

    private static CompletableFuture<String> text(InputStream stream) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
