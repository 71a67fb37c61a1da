// SPDX-License-Identifier: Apache-2.0
package io.annulus.inspect;

import io.annulus.liveness.ParticipantInfo;
import io.annulus.liveness.ProcessIdentity;
import io.annulus.liveness.ProcessState;
import io.annulus.liveness.Realm;
import io.annulus.liveness.Verdict;
import java.util.Optional;

/**
 * Somebody with a role on a side that stands still.
 *
 * @param participant who, since when, and whether it can still write
 * @param state what our kernel says it is doing; empty unless it is of our realm and alive
 */
public record Suspect(ParticipantInfo participant, Optional<ProcessState> state) {

    /**
     * Looks at a participant's process.
     *
     * @param participant of a region
     * @return with what is known about it
     */
    public static Suspect of(ParticipantInfo participant) {
        return new Suspect(participant, ProcessState.of(participant.process()));
    }

    /**
     * Its process id, in its own pid namespace.
     *
     * @return 1 or more
     */
    public long pid() {
        return participant.process().pid();
    }

    /**
     * Whether it is gone for certain.
     *
     * @return true only with our kernel's certificate
     */
    public boolean isDead() {
        return participant.verdict() == Verdict.DEAD;
    }

    /**
     * Whether it is stopped, so that it can go on.
     *
     * @return true only for a process of our realm
     */
    public boolean isStopped() {
        return state.filter(ProcessState::isStopped).isPresent();
    }

    /**
     * Whether it is, or was, on this machine in this boot.
     *
     * @return true if the boot ids are equal
     */
    public boolean isOfOurKernel() {
        return participant.process().realm().isSameKernelAs(ours());
    }

    /**
     * Whether its pid means the same process here.
     *
     * @return true if kernel and pid namespace are ours
     */
    public boolean isOfOurPidNamespace() {
        return participant.process().realm().isSamePidNamespaceAs(ours());
    }

    private static Realm ours() {
        return ProcessIdentity.current().realm();
    }

    /** The likelier, the smaller. */
    int rank() {
        return isDead() ? 0 : isStopped() ? 1 : participant.verdict() == Verdict.UNKNOWN ? 2 : 3;
    }

    /**
     * For people.
     *
     * @return such as {@code pid 1234 (stopped, java, thread 1, since 2026-01-31T12:00:00Z, same kernel and pid namespace)}
     */
    public String describe() {
        String what = switch (participant.verdict()) {
            case DEAD -> "dead";
            case UNKNOWN -> "alive or not, nobody here can tell";
            case ALIVE ->
                isStopped()
                        ? "stopped"
                        : "alive" + state.map(s -> ", state " + s.letter()).orElse("");
        };
        return "pid " + pid() + " (" + what + state.map(s -> ", " + s.command()).orElse("") + ", thread "
                + participant.thread() + ", since " + participant.since() + ", " + where() + ")";
    }

    private String where() {
        if (isOfOurPidNamespace()) {
            return "same kernel and pid namespace";
        }
        return isOfOurKernel() ? "same kernel, another pid namespace" : "another kernel, or another boot of this one";
    }
}
