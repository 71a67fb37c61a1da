// SPDX-License-Identifier: Apache-2.0
package io.annulus.inspect;

import io.annulus.error.Quantity;
import io.annulus.ring.Ring;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Whether a ring is well: what is wrong with it, which sides stand still, and because of whom.
 *
 * @param snapshot the ring at the end of the watch
 * @param watched for how long; less than asked for if it was clear before that nothing stands still
 * @param stalled sides that stood still from the first look to the last
 */
public record Diagnosis(RingSnapshot snapshot, Duration watched, List<StalledSide> stalled) {
    private static final int LEAST_LOOKS = 10;
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(10);

    /** Copies the list. */
    public Diagnosis {
        stalled = List.copyOf(stalled);
    }

    /**
     * Watches one ring.
     *
     * @param ring attached for reading, or for reading and writing
     * @param time how long a side must stand still to be called stalled; {@link StallWatch#LASTING} or more
     * @return what was seen
     */
    public static Diagnosis of(Ring ring, Duration time) {
        return ofAll(List.of(ring), time).getFirst();
    }

    /**
     * Watches several rings at the same time.
     *
     * @param rings attached for reading, or for reading and writing
     * @param time how long a side must stand still to be called stalled; {@link StallWatch#LASTING} or more
     * @return what was seen, in the order of the rings
     */
    public static List<Diagnosis> ofAll(List<Ring> rings, Duration time) {
        if (time.compareTo(StallWatch.LASTING) < 0) {
            throw new IllegalArgumentException("time to watch: expected " + StallWatch.LASTING.toMillis()
                    + " ms or more, found " + time.toMillis() + " ms");
        }
        List<StallWatch> watches = rings.stream().map(_ -> new StallWatch()).toList();
        long pause = Math.min(LONGEST_PAUSE.toNanos(), time.toNanos() / LEAST_LOOKS);
        look(rings, watches);
        long start = System.nanoTime();
        Duration watched = Duration.ZERO;
        while (watched.compareTo(time) < 0 && anyStandsStill(watches, watched)) {
            LockSupport.parkNanos(pause);
            watched = Duration.ofNanos(System.nanoTime() - start);
            look(rings, watches);
        }
        List<Diagnosis> diagnoses = new ArrayList<>();
        for (int i = 0; i < rings.size(); i++) {
            diagnoses.add(diagnosis(rings.get(i), watched, watches.get(i).standing(time)));
        }
        return diagnoses;
    }

    private static Diagnosis diagnosis(Ring ring, Duration watched, List<Standing> standing) {
        RingSnapshot snapshot = RingSnapshot.of(ring);
        // Where a removed ring was, something else may be by now.
        List<StalledSide> stalled = snapshot.isRemoved()
                ? List.of()
                : standing.stream().map(side -> StalledSide.of(ring, side)).toList();
        return new Diagnosis(snapshot, watched, stalled);
    }

    private static void look(List<Ring> rings, List<StallWatch> watches) {
        for (int i = 0; i < rings.size(); i++) {
            watches.get(i).look(rings.get(i).info());
        }
    }

    // A side that stands still now and did not at the first look is in the middle of an operation like any other.
    private static boolean anyStandsStill(List<StallWatch> watches, Duration sinceTheFirstLook) {
        return watches.stream().anyMatch(w -> !w.standing(sinceTheFirstLook).isEmpty());
    }

    /**
     * Whether nothing is wrong.
     *
     * @return true if no side is stalled and nothing is damaged
     */
    public boolean isHealthy() {
        return stalled.isEmpty() && snapshot.damage().isEmpty();
    }

    /**
     * For people; may change with any version.
     *
     * @return one line if the ring is healthy, otherwise what is wrong, because of whom, and what to do
     */
    public String toText() {
        String ring = "'" + snapshot.info().name() + "'";
        if (isHealthy()) {
            return ring + " is healthy: " + used() + ", no side stands still";
        }
        Sheet sheet = new Sheet().line(ring + (stalled.isEmpty() ? " is not healthy" : " is stalled") + ": " + used());
        for (StalledSide side : stalled) {
            sheet.sentence("  ", side.describe() + ". " + side.advice() + ".");
        }
        snapshot.findings().forEach(finding -> sheet.sentence("  ", finding + "."));
        return sheet.text();
    }

    private String used() {
        return snapshot.info().used() + " of " + Quantity.of(snapshot.info().capacity(), "element");
    }
}
