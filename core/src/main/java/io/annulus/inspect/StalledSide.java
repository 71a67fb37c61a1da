// SPDX-License-Identifier: Apache-2.0
package io.annulus.inspect;

import io.annulus.liveness.ParticipantInfo;
import io.annulus.region.ClaimInfo;
import io.annulus.region.EntryInfo;
import io.annulus.ring.Ring;
import io.annulus.ring.Stall;
import io.annulus.ring.SyncMode;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A side that stands still, and who may be standing there. C programs leave no trace in a region, so they are never among
 * the suspects.
 *
 * @param standing what was seen
 * @param suspects everyone with a role on that side (if it is SINGLE, its holder), the dead first
 */
public record StalledSide(Standing standing, List<Suspect> suspects) {

    /** Copies the list. */
    public StalledSide {
        suspects = List.copyOf(suspects);
    }

    static StalledSide of(Ring ring, Standing standing) {
        List<ParticipantInfo> roles = ring.participants(standing.purpose());
        List<ParticipantInfo> candidates = holderAmong(roles, ring.entry().flatMap(entry -> claim(entry, standing)));
        return new StalledSide(
                standing,
                candidates.stream()
                        .map(Suspect::of)
                        .sorted(Comparator.comparingInt(Suspect::rank))
                        .toList());
    }

    private static Optional<ClaimInfo> claim(EntryInfo entry, Standing standing) {
        return switch (standing.purpose()) {
            case PRODUCER -> entry.producerClaim();
            case CONSUMER -> entry.consumerClaim();
            case DIRECTORY -> Optional.empty();
        };
    }

    // The lines of those who died while they held the side stay after it was taken over from them.
    private static List<ParticipantInfo> holderAmong(List<ParticipantInfo> roles, Optional<ClaimInfo> claim) {
        List<ParticipantInfo> holders = roles.stream()
                .filter(role ->
                        claim.filter(c -> c.word() == role.process().word()).isPresent())
                .toList();
        return holders.isEmpty() ? roles : holders;
    }

    /**
     * The process that stands in the middle of an operation, if it can be named: the only one there; or on a side where only
     * one can be in the middle of an operation, the only one that died.
     *
     * @return one of its roles; empty if it may be one of several processes, or if there is no suspect
     */
    public Optional<Suspect> culprit() {
        Optional<Suspect> only = onlyProcess(suspects);
        SyncMode mode = standing.side().mode();
        boolean oneAtATime = mode == SyncMode.SINGLE || mode == SyncMode.MULTI_HTS;
        return only.isPresent() || !oneAtATime
                ? only
                : onlyProcess(suspects.stream().filter(Suspect::isDead).toList());
    }

    private static Optional<Suspect> onlyProcess(List<Suspect> roles) {
        boolean same =
                roles.stream().map(r -> r.participant().process()).distinct().count() == 1;
        return same ? Optional.of(roles.getFirst()) : Optional.empty();
    }

    /**
     * What to do next.
     *
     * @return a sentence without its final stop
     */
    public String advice() {
        if (suspects.isEmpty()) {
            return "See which programs have the file open, C programs among them (fuser -v FILE)";
        }
        Suspect first = culprit().orElse(suspects.getFirst());
        if (first.isDead()) {
            return standing.side().mode() == SyncMode.SINGLE
                    ? "The next one to take the side undoes what it had begun: start it anew"
                    : "It cannot end what it had begun: stop the others, remove the ring and create it anew";
        }
        if (first.isStopped()) {
            return "Let it go on: kill -CONT " + first.pid();
        }
        return first.isOfOurPidNamespace()
                ? "See what that thread is doing (jcmd " + first.pid() + " Thread.print)"
                : "See whether it runs in its own container or machine: from here nobody can tell";
    }

    /**
     * For people.
     *
     * @return what is waited for, and for whom, in one sentence without its final stop
     */
    public String describe() {
        Stall stall = new Stall(
                standing.purpose(),
                standing.side().head(),
                standing.side().tail(),
                suspects.stream().map(Suspect::participant).toList());
        return stall.waits() + ", for " + standing.observed().toMillis() + " ms or more; " + who();
    }

    private String who() {
        if (suspects.isEmpty()) {
            return "no role is open on it: a C program, or a process that has closed the region";
        }
        List<String> all = suspects.stream().map(Suspect::describe).toList();
        if (culprit().isEmpty()) {
            return "it is one of " + String.join(", ", all);
        }
        // Who died may have been idle when it did, and another be in the middle: unlikely, and not to be told from
        // here.
        String lead = onlyProcess(suspects).isPresent() ? "it is " : "it is most likely ";
        return lead
                + culprit().get().describe()
                + (all.size() == 1 ? "" : ", with one of the " + all.size() + " roles on that side");
    }
}
