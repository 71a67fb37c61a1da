// SPDX-License-Identifier: Apache-2.0
package io.annulus.liveness;

import java.time.Instant;

/**
 * One participant as it was a moment ago.
 *
 * @param process who
 * @param occupation what for; null if its line cannot be understood
 * @param thread its thread's number inside its process
 * @param since when it joined, by its own clock
 * @param verdict whether it can still write
 */
public record ParticipantInfo(
        ProcessIdentity process, Occupation occupation, long thread, Instant since, Verdict verdict) {

    /**
     * How it is, in a word.
     *
     * @return {@code alive}, {@code stopped} (alive, but until somebody lets it go on it does nothing), {@code dead}, or
     *     {@code unknown}
     */
    public String condition() {
        return switch (verdict) {
            case ALIVE -> isStopped() ? "stopped" : "alive";
            case DEAD -> "dead";
            case UNKNOWN -> "unknown";
        };
    }

    private boolean isStopped() {
        return ProcessState.of(process).filter(ProcessState::isStopped).isPresent();
    }

    /**
     * For error messages.
     *
     * @return such as {@code pid 1234 (alive, since 2026-01-31T12:00:00Z)}
     */
    public String describe() {
        String state =
                verdict == Verdict.UNKNOWN ? "in another pid namespace, container, machine or boot" : condition();
        return "pid " + process.pid() + " (" + state + ", since " + since + ")";
    }
}
