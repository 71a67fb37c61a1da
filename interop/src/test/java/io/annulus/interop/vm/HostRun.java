// SPDX-License-Identifier: Apache-2.0
package io.annulus.interop.vm;

import io.annulus.interop.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A command line that the host's shell runs, with this build's {@code annulus} on its path. */
final class HostRun implements AutoCloseable {
    private static final long PAUSE_NANOS = 20_000_000;

    private final String command;
    private final Process process;
    private final Path output;

    private HostRun(String command, Process process, Path output) {
        this.command = command;
        this.process = process;
        this.output = output;
    }

    /** Starts it; what it says goes to a file in the directory, which has the command, too. */
    static HostRun start(String command, Path directory) throws IOException {
        Shell.in(directory);
        Path output = Files.createTempFile(directory, "output", "");
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().merge("PATH", directory.toString(), (path, first) -> first + ":" + path);
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        return new HostRun(command, builder.start(), output);
    }

    /** Waits until it has said something. */
    void awaitWord(Duration atMost) throws IOException {
        long start = System.nanoTime();
        while (!said().contains("\n")) {
            if (System.nanoTime() - start > atMost.toNanos() || !process.isAlive()) {
                throw new AssertionError("'" + command + "' did not begin to wait; it said: " + said());
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    /** Waits for its end, and returns its status. */
    int awaitEnd(Duration atMost) throws InterruptedException {
        if (!process.waitFor(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new AssertionError("'" + command + "' did not end within " + atMost);
        }
        return process.exitValue();
    }

    String said() throws IOException {
        return Files.readString(output);
    }

    /** As a shell ends what it left running. */
    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        process.onExit().orTimeout(1, TimeUnit.MINUTES).join();
    }
}
