// SPDX-License-Identifier: Apache-2.0
package io.annulus.inspect;

import io.annulus.liveness.Purpose;
import io.annulus.region.EntryInfo;
import io.annulus.region.Zone;
import io.annulus.region.ZoneState;
import io.annulus.ring.Ring;
import io.annulus.ring.RingInfo;
import io.annulus.ring.SideInfo;
import io.annulus.ring.Stall;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A ring as it was, and what was wrong with it.
 *
 * @param info geometry and indices
 * @param consistency whether the indices are those of one moment
 * @param entry what the region's directory said of it; empty for a raw ring
 * @param stalls operations in progress, normal for well under a microsecond: {@link Diagnosis} tells which last
 * @param damage what cannot be in a sound ring, a sentence each
 * @param leftovers what dead processes hold of it, a sentence each; the ring is none the worse for it
 * @param taken when, for people
 * @param nanos when, as {@link System#nanoTime} counts
 */
public record RingSnapshot(
        RingInfo info,
        Consistency consistency,
        Optional<EntryInfo> entry,
        List<Stall> stalls,
        List<String> damage,
        List<String> leftovers,
        Instant taken,
        long nanos) {

    /** Copies the lists. */
    public RingSnapshot {
        stalls = List.copyOf(stalls);
        damage = List.copyOf(damage);
        leftovers = List.copyOf(leftovers);
    }

    /**
     * Looks at a ring; a ring in use is no worse for it.
     *
     * @param ring attached for reading, or for reading and writing
     * @return what was seen
     */
    public static RingSnapshot of(Ring ring) {
        Look look = Look.at(ring);
        // Contradictions that are the middle of a reset, or of another ring in the place of this one after its removal,
        // are no longer there at a second look that follows one at the directory which found the ring in its place.
        List<String> damage = new ArrayList<>();
        if (look.isContradictory() && isInPlace(ring.entry()) && Look.at(ring).equals(look)) {
            damage.addAll(look.info().contradictions());
        }
        long nanos = System.nanoTime();
        List<String> words = ring.changedHeaderWords().stream()
                .map(word -> "header word " + word.describe())
                .toList();
        List<String> leftovers = new ArrayList<>();
        Optional<EntryInfo> entry = ring.entry();
        if (isInPlace(entry)) {
            damage.addAll(words);
            entry.ifPresent(e -> Claims.addFindings(leftovers, e));
        }
        return new RingSnapshot(
                look.info(),
                look.consistency(),
                entry,
                stalls(ring, look.info()),
                damage,
                leftovers,
                Instant.now(),
                nanos);
    }

    private static boolean isInPlace(Optional<EntryInfo> entry) {
        return entry.isEmpty() || entry.get().state() == ZoneState.READY;
    }

    private static List<Stall> stalls(Ring ring, RingInfo info) {
        List<Stall> stalls = new ArrayList<>();
        addStall(stalls, ring, Purpose.PRODUCER, info.producers());
        addStall(stalls, ring, Purpose.CONSUMER, info.consumers());
        return stalls;
    }

    private static void addStall(List<Stall> stalls, Ring ring, Purpose purpose, SideInfo side) {
        if (side.reserved() != 0) {
            stalls.add(new Stall(purpose, side.head(), side.tail(), ring.participants(purpose)));
        }
    }

    /**
     * Everything that is wrong: damage, and what is left of dead processes.
     *
     * @return a sentence each; empty if all is well
     */
    public List<String> findings() {
        return Stream.concat(damage.stream(), leftovers.stream()).toList();
    }

    /**
     * Whether the ring had been removed, so that something else may lie where it was.
     *
     * @return false for a raw ring: nobody can tell
     */
    public boolean isRemoved() {
        return entry.filter(e -> e.state() == ZoneState.REMOVED).isPresent();
    }

    /**
     * The extent in which the ring lies.
     *
     * @return empty for a raw ring
     */
    public Optional<Zone> zone() {
        return entry.map(EntryInfo::zone);
    }

    /**
     * One side.
     *
     * @param purpose {@link Purpose#PRODUCER} or {@link Purpose#CONSUMER}
     * @return its indices
     */
    public SideInfo side(Purpose purpose) {
        return purpose == Purpose.PRODUCER ? info.producers() : info.consumers();
    }

    /**
     * The same, of a raw ring of which the caller knows where it lies.
     *
     * @param offset of the ring in its file
     * @return a snapshot with that offset
     */
    public RingSnapshot at(long offset) {
        RingInfo there = new RingInfo(
                info.name(),
                offset,
                info.memoryBytes(),
                info.size(),
                info.mask(),
                info.capacity(),
                info.flags(),
                info.elementSize(),
                info.used(),
                info.free(),
                info.producers(),
                info.consumers());
        return new RingSnapshot(there, consistency, entry, stalls, damage, leftovers, taken, nanos);
    }

    /**
     * For people, as {@code rte_ring_dump} does; may change with any version.
     *
     * @return lines of at most 80 characters, without a line end after the last
     */
    public String toText() {
        return RingText.of(this);
    }
}
