// SPDX-License-Identifier: Apache-2.0
package io.annulus.liveness;

import java.io.IOException;
import java.util.Optional;

/**
 * What our own kernel says a process is doing.
 *
 * @param letter the state as proc(5) writes it: {@code R} running, {@code S} sleeping, {@code T} stopped by a signal,
 *     {@code t} by a debugger, ...
 * @param command the name of its program, at most 15 characters, which the process itself can change
 */
public record ProcessState(char letter, String command) {

    /**
     * Looks at a process.
     *
     * @param process whoever a participant line names
     * @return empty if it is not of our realm or has ended, or {@code /proc} does not show it
     */
    public static Optional<ProcessState> of(ProcessIdentity process) {
        if (!process.realm().equals(ProcessIdentity.current().realm())) {
            return Optional.empty();
        }
        try {
            Proc.Stat stat = Proc.stat(process.pid());
            boolean same = stat != null && IdentityWord.of(process.pid(), stat.startTicks()) == process.word();
            return same && !stat.ended()
                    ? Optional.of(new ProcessState(stat.state(), printable(stat.command())))
                    : Optional.empty();
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    // Whoever names its process after a terminal's control sequence shall not have it executed.
    private static String printable(String command) {
        return command.replaceAll("[^ -~]", "?");
    }

    /**
     * Whether the process stands still until somebody lets it go on ({@code kill -CONT}, or its debugger).
     *
     * @return true for {@code T} and {@code t}
     */
    public boolean isStopped() {
        return letter == 'T' || letter == 't';
    }
}
