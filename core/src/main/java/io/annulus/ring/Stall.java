// SPDX-License-Identifier: Apache-2.0
package io.annulus.ring;

import io.annulus.error.Quantity;
import io.annulus.liveness.ParticipantInfo;
import io.annulus.liveness.Purpose;
import io.annulus.liveness.Verdict;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An operation that has moved a side's head and not yet its tail. Normal for well under a microsecond; for longer it means
 * that a thread is paused or dead in between.
 *
 * @param side {@link Purpose#PRODUCER} or {@link Purpose#CONSUMER}
 * @param head the side's head
 * @param tail its tail, where everyone behind is waiting
 * @param holders who has a role on that side; C programs do not show up here
 */
public record Stall(Purpose side, int head, int tail, List<ParticipantInfo> holders) {

    /** Copies the list. */
    public Stall {
        holders = List.copyOf(holders);
    }

    /**
     * The holders that are certainly dead: if the stall lasts, the culprits.
     *
     * @return possibly empty
     */
    public List<ParticipantInfo> dead() {
        return holders.stream().filter(p -> p.verdict() == Verdict.DEAD).toList();
    }

    /**
     * For people.
     *
     * @return one sentence
     */
    public String describe() {
        String lead = dead().isEmpty()
                ? ""
                : "; died in between: "
                        + dead().stream().map(ParticipantInfo::describe).collect(Collectors.joining(", "));
        return waits() + "; " + rolesOpen(holders) + lead;
    }

    /**
     * What is waited for, without whom.
     *
     * @return such as {@code producer side waits at tail 3 for 1 element that was reserved and not published}
     */
    public String waits() {
        int reserved = head - tail;
        return (side == Purpose.PRODUCER ? "producer" : "consumer") + " side waits at tail "
                + Integer.toUnsignedString(tail) + " for " + Quantity.of(Integer.toUnsignedLong(reserved), "element")
                + " that " + (reserved == 1 ? "was" : "were") + " reserved and not published";
    }

    static String rolesOpen(List<ParticipantInfo> holders) {
        String who = holders.stream().map(ParticipantInfo::describe).collect(Collectors.joining(", "));
        return "roles open on it: " + (who.isEmpty() ? "none (a C program, a raw ring, or a closed region)" : who);
    }
}
