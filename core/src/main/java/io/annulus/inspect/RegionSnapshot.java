// SPDX-License-Identifier: Apache-2.0
package io.annulus.inspect;

import io.annulus.error.AnnulusException;
import io.annulus.liveness.ParticipantInfo;
import io.annulus.region.DirectoryInfo;
import io.annulus.region.Region;
import io.annulus.region.RegionInfo;
import io.annulus.region.Zone;
import io.annulus.region.ZoneKind;
import io.annulus.region.ZoneState;
import io.annulus.ring.Ring;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/**
 * A region as it was, and what was wrong in it. A damaged ring does not keep the others from being seen.
 *
 * @param info the header
 * @param directory what has a name
 * @param participants who had roles open
 * @param rings those that can be used, in the order of the directory
 * @param damagedRings what is wrong with the others, by name
 * @param damage everything that cannot be in a sound region, its rings included; a sentence each
 * @param leftovers what dead processes hold of it, a sentence each; the region is none the worse for it
 * @param taken when
 */
public record RegionSnapshot(
        RegionInfo info,
        DirectoryInfo directory,
        List<ParticipantInfo> participants,
        List<RingSnapshot> rings,
        SequencedMap<String, String> damagedRings,
        List<String> damage,
        List<String> leftovers,
        Instant taken) {

    /** Copies lists and map. */
    public RegionSnapshot {
        participants = List.copyOf(participants);
        rings = List.copyOf(rings);
        damagedRings = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(damagedRings));
        damage = List.copyOf(damage);
        leftovers = List.copyOf(leftovers);
    }

    /**
     * Looks at a region; one in use is no worse for it.
     *
     * @param region opened for reading, or for reading and writing
     * @return what was seen
     */
    public static RegionSnapshot of(Region region) {
        DirectoryInfo directory = region.directory();
        List<RingSnapshot> rings = new ArrayList<>();
        SequencedMap<String, String> damagedRings = new LinkedHashMap<>();
        for (Zone zone : directory.zones()) {
            if (zone.kind() == ZoneKind.RING) {
                addRing(rings, damagedRings, region, zone);
            }
        }
        List<ParticipantInfo> participants = region.participants();
        RegionInfo info = region.info().inSession(region.session());
        RegionFindings findings = RegionFindings.of(region, info, directory, participants, rings);
        findings.damage.addAll(damagedRings.values());
        for (RingSnapshot ring : rings) {
            addOf(ring, ring.damage(), findings.damage);
            addOf(ring, ring.leftovers(), findings.leftovers);
        }
        return new RegionSnapshot(
                info, directory, participants, rings, damagedRings, findings.damage, findings.leftovers, Instant.now());
    }

    private static void addOf(RingSnapshot ring, List<String> its, List<String> all) {
        its.forEach(finding -> all.add("'" + ring.info().name() + "': " + finding));
    }

    /**
     * Damage and leftovers together.
     *
     * @return a sentence each, empty if all is well
     */
    public List<String> findings() {
        return Stream.concat(damage.stream(), leftovers.stream()).toList();
    }

    private static void addRing(
            List<RingSnapshot> rings, SequencedMap<String, String> damagedRings, Region region, Zone zone) {
        try {
            RingSnapshot ring = RingSnapshot.of(Ring.attach(region, zone.name()));
            if (!ring.isRemoved()) {
                rings.add(ring);
            }
        } catch (AnnulusException e) {
            // What was removed while we looked at it is not damaged.
            if (region.entry(zone).state() != ZoneState.REMOVED) {
                damagedRings.put(zone.name(), e.getMessage() + " [" + e.reason().code() + "]");
            }
        }
    }

    /**
     * The ring in an extent.
     *
     * @param zone as found in this region
     * @return empty if it was not there, or damaged
     */
    public Optional<RingSnapshot> ring(Zone zone) {
        return rings.stream()
                .filter(ring -> ring.zone().filter(zone::equals).isPresent())
                .findFirst();
    }

    /**
     * The zone that a participant uses.
     *
     * @param participant of this region
     * @return empty if it has been removed, or for a change of the directory
     */
    public Optional<Zone> zoneOf(ParticipantInfo participant) {
        return zoneOf(directory, participant);
    }

    static Optional<Zone> zoneOf(DirectoryInfo directory, ParticipantInfo participant) {
        return participant.occupation() == null
                ? Optional.empty()
                : directory.zones().stream()
                        .filter(zone -> participant.occupation().uses(zone.entry(), zone.generation()))
                        .findFirst();
    }

    /**
     * Bytes behind the last zone: what a new one can have without the space of a removed one.
     *
     * @return 0 or more in a sound region
     */
    public long unusedBytes() {
        return info.sizeBytes() - info.zonesEnd();
    }

    /**
     * For people; may change with any version.
     *
     * @return lines of about 80 characters, without a line end after the last
     */
    public String toText() {
        return RegionText.of(this);
    }
}
