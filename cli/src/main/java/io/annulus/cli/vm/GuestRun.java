// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.vm;

import io.annulus.cli.timing.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A command that a guest runs. */
public final class GuestRun {
    private final Console console;
    private final String command;
    private final String ending;
    private final List<String> lines = new ArrayList<>();
    private int status = -1;

    GuestRun(Console console, int number, String command) {
        this.console = console;
        this.command = command;
        this.ending = VirtualMachine.INIT + number + " ended with ";
    }

    /** Waits for a line that contains this text. Fails if the command ends before, or the time passes. */
    public void awaitLine(String text, Duration atMost) {
        Deadline deadline = Deadline.after(atMost);
        int seen = 0;
        while (true) {
            for (; seen < lines.size(); seen++) {
                if (lines.get(seen).contains(text)) {
                    return;
                }
            }
            if (hasEnded()) {
                throw console.failure("in the guest, '" + command + "' ended with status " + status);
            }
            take(deadline, atMost);
        }
    }

    /** Waits for its end. */
    public GuestRun awaitEnd(Duration atMost) {
        Deadline deadline = Deadline.after(atMost);
        while (!hasEnded()) {
            take(deadline, atMost);
        }
        return this;
    }

    /** Fails if it ended badly, or QEMU did; waits for nothing. */
    public void requireSound() {
        Deadline now = Deadline.after(Duration.ZERO);
        String line;
        while (!hasEnded() && (line = console.next(now)) != null) {
            accept(line);
        }
        if (status > 0) {
            throw console.failure("in the guest, '" + command + "' ended with status " + status);
        }
    }

    private void take(Deadline deadline, Duration atMost) {
        String line = console.next(deadline);
        if (line == null) {
            throw console.failure("in the guest, '" + command + "' did not go on within " + Deadline.describe(atMost));
        }
        accept(line);
    }

    private void accept(String line) {
        int at = line.indexOf(ending);
        if (at < 0) {
            lines.add(line);
            return;
        }
        if (at > 0) {
            lines.add(line.substring(0, at)); // Output whose last line had no end.
        }
        status = Integer.parseInt(line.substring(at + ending.length()));
    }

    /** Whether its end was seen. */
    public boolean hasEnded() {
        return status >= 0;
    }

    /** Its exit status, once it has ended. */
    public int status() {
        return status;
    }

    /** What it has printed, on standard output and standard error, with what the kernel said meanwhile. */
    public List<String> lines() {
        return List.copyOf(lines);
    }
}
