// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.ring;

import io.annulus.cli.output.CommandFailure;
import io.annulus.cli.output.ExitCode;
import io.annulus.cli.timing.Deadline;
import io.annulus.liveness.Purpose;
import io.annulus.ring.Ring;
import io.annulus.ring.Stall;
import io.annulus.ring.SyncMode;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** Tells an operation in progress, gone within a microsecond, from one whose thread is paused or dead. */
final class StallWatch {
    private static final Duration LASTING = Duration.ofMillis(100);

    private StallWatch() {}

    /** The stalls that are there now and still there, at the same tail, a while later. */
    static List<Stall> lasting(Ring ring) {
        List<Stall> first = ring.stalls();
        if (first.isEmpty()) {
            return first;
        }
        Deadline.after(LASTING).await();
        return ring.stalls().stream()
                .filter(now -> first.stream().anyMatch(then -> then.side() == now.side() && then.tail() == now.tail()))
                .toList();
    }

    /** Refuses with the status of an unhealthy ring if its indices are wild or an operation was left half done. */
    static void requireHealthy(Ring ring) {
        ring.requireSoundIndices();
        List<Stall> stalls = lasting(ring);
        if (!stalls.isEmpty()) {
            String all = stalls.stream().map(Stall::describe).collect(Collectors.joining("; "));
            throw new CommandFailure(ExitCode.UNHEALTHY, "'" + ring.name() + "' is stalled: " + all + ".");
        }
    }

    /**
     * Refuses to work on a MULTI side that is stalled: the operation would wait behind the stalled one, without a
     * deadline, and its elements would be lost with it if a person then ended the wait.
     */
    static void requireMoving(Ring ring, Purpose side, SyncMode mode) {
        ring.requireSoundIndices();
        if (mode != SyncMode.MULTI) {
            return;
        }
        for (Stall stall : lasting(ring)) {
            if (stall.side() == side) {
                throw new CommandFailure(
                        ExitCode.UNHEALTHY,
                        "'" + ring.name() + "': " + stall.describe() + ". An operation now would wait behind that one."
                                + " If that thread is paused, let it go on; if it died, remove the ring and create it"
                                + " anew.");
            }
        }
    }
}
