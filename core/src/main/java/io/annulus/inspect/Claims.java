// SPDX-License-Identifier: Apache-2.0
package io.annulus.inspect;

import io.annulus.liveness.Verdict;
import io.annulus.region.ClaimInfo;
import io.annulus.region.EntryInfo;
import java.util.List;
import java.util.Optional;

/** What is held by processes that are gone. */
final class Claims {
    private Claims() {}

    static void addFindings(List<String> findings, EntryInfo entry) {
        addIfDead(findings, entry.producerClaim(), "the producer side", "next producer");
        addIfDead(findings, entry.consumerClaim(), "the consumer side", "next consumer");
    }

    static void addIfDead(List<String> findings, Optional<ClaimInfo> claim, String what, String next) {
        claim.filter(held -> held.verdict() == Verdict.DEAD)
                .ifPresent(held ->
                        findings.add(what + " is held by " + held.holder() + "; the " + next + " takes it over"));
    }
}
