// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.vm;

import io.annulus.cli.output.CommandFailure;
import io.annulus.cli.output.ExitCode;
import io.annulus.cli.timing.Deadline;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A QEMU process and the guest in it. One command runs in the guest at a time. The guest dies with the thread that started
 * it, even if this process is killed, where the machine has {@code setpriv}.
 */
public final class VirtualMachine implements AutoCloseable {
    /** How the lines of the guest's own program begin. */
    static final String INIT = "guest: ";

    private static final String READY = INIT + "ready";
    private static final Duration LONGEST_DYING = Duration.ofSeconds(10);

    private final MachineSpec spec;
    private final Process process;
    private final Console console;
    private int runs;

    private VirtualMachine(MachineSpec spec, Process process) {
        this.spec = spec;
        this.process = process;
        this.console = new Console(process);
    }

    /** Starts QEMU, and does not wait for its guest. */
    public static VirtualMachine start(MachineSpec spec) {
        return start(spec, spec.command());
    }

    /** Starts QEMU by a command of one's own, with the guest's console on its standard input and output. */
    public static VirtualMachine start(MachineSpec spec, List<String> command) {
        try {
            return new VirtualMachine(
                    spec, new ProcessBuilder(command).redirectErrorStream(true).start());
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILURE, "QEMU cannot be started: " + e.getMessage() + ".");
        }
    }

    /** Waits until the guest takes commands; returns how long it took since this call. */
    public Duration awaitBoot(Duration atMost) {
        long start = System.nanoTime();
        Deadline deadline = Deadline.after(atMost);
        String line;
        do {
            line = console.next(deadline);
            if (line == null) {
                throw console.failure(
                        "the guest did not boot within " + Deadline.describe(atMost) + " under " + spec.acceleration());
            }
        } while (!line.endsWith(READY));
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** Starts a command of the guest's shell; the one before it must have ended. */
    public GuestRun start(String command) {
        runs++;
        console.type(runs + " " + command);
        return new GuestRun(console, runs, command);
    }

    /** Runs a command of the guest's shell to its end. */
    public GuestRun run(String command, Duration atMost) {
        return start(command).awaitEnd(atMost);
    }

    /** What it was started as. */
    public MachineSpec spec() {
        return spec;
    }

    /** QEMU's process. */
    public ProcessHandle process() {
        return process.toHandle();
    }

    /** Ends it as pulling the plug does. */
    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(LONGEST_DYING.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
