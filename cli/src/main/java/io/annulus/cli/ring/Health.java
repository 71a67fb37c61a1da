// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.ring;

import io.annulus.cli.output.CommandFailure;
import io.annulus.cli.output.ExitCode;
import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import io.annulus.inspect.Diagnosis;
import io.annulus.inspect.RingSnapshot;
import io.annulus.inspect.StallWatch;
import io.annulus.inspect.StalledSide;
import io.annulus.liveness.Purpose;
import io.annulus.region.Region;
import io.annulus.ring.Ring;
import io.annulus.ring.SyncMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a command says, and does not do, about a ring that is not well. */
public final class Health {
    private Health() {}

    /** Refuses with the status of an unhealthy ring if it is damaged, or an operation was left half done. */
    static void require(Ring ring, RingSnapshot snapshot) {
        if (!snapshot.damage().isEmpty()) {
            ring.requireSoundIndices(); // Has a code of its own.
            throw unhealthy("'" + ring.name() + "': " + String.join("; ", snapshot.damage()) + ".");
        }
        if (!snapshot.stalls().isEmpty()) {
            requireMoving(List.of(ring));
        }
    }

    /** The rings that were seen, those that have been removed meanwhile left out. */
    public static List<Ring> attach(Region region, Stream<RingSnapshot> seen) {
        List<Ring> rings = new ArrayList<>();
        seen.forEach(ring -> {
            try {
                rings.add(Ring.attach(region, ring.info().name()));
            } catch (AnnulusException e) {
                if (e.reason() != Reason.NOT_FOUND) {
                    throw e;
                }
            }
        });
        return rings;
    }

    /** Refuses with the status of an unhealthy ring if one of them stands still. */
    public static void requireMoving(List<Ring> rings) {
        String stalled = Diagnosis.ofAll(rings, StallWatch.LASTING).stream()
                .flatMap(diagnosis -> diagnosis.stalled().stream()
                        .map(side -> "'" + diagnosis.snapshot().info().name() + "' is stalled: " + sentence(side)))
                .collect(Collectors.joining(" "));
        if (!stalled.isEmpty()) {
            throw unhealthy(stalled);
        }
    }

    /**
     * Refuses to work on a MULTI side that stands still: the operation would wait behind the one in progress, without a
     * deadline, and its elements would be lost with it if a person then ended the wait. On other sides a wait ends by itself.
     */
    static void requireMoving(Ring ring, Purpose side, SyncMode mode) {
        ring.requireSoundIndices();
        if (mode == SyncMode.MULTI && ring.stalls().stream().anyMatch(stall -> stall.side() == side)) {
            stalled(ring, side).ifPresent(found -> {
                throw unhealthy(
                        "'" + ring.name() + "': " + sentence(found) + " An operation now would wait behind that one"
                                + " without end. If it never ends, remove the ring and create it anew.");
            });
        }
    }

    /** Why an operation gave up, to be asked after its role was closed. */
    static AnnulusException gaveUp(Ring ring, Purpose side, AnnulusException refusal, String done) {
        Optional<StalledSide> found = stalled(ring, side);
        return found.map(stalled -> new AnnulusException(
                        Reason.STALLED,
                        "'" + ring.name() + "': gave up waiting; " + done + "; " + stalled.describe(),
                        stalled.advice(),
                        refusal))
                .orElseGet(() -> new AnnulusException(
                        Reason.STALLED,
                        "'" + ring.name() + "': gave up waiting for another operation on its side; " + done
                                + "; by now it has ended",
                        "Try again",
                        refusal));
    }

    private static Optional<StalledSide> stalled(Ring ring, Purpose side) {
        return Diagnosis.of(ring, StallWatch.LASTING).stalled().stream()
                .filter(stalled -> stalled.standing().purpose() == side)
                .findFirst();
    }

    private static String sentence(StalledSide side) {
        return side.describe() + ". " + side.advice() + ".";
    }

    private static CommandFailure unhealthy(String message) {
        return new CommandFailure(ExitCode.UNHEALTHY, message);
    }
}
