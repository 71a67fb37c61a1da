// SPDX-License-Identifier: Apache-2.0
package io.annulus.inspect;

import io.annulus.liveness.ParticipantInfo;
import io.annulus.liveness.Purpose;
import io.annulus.liveness.Verdict;
import io.annulus.region.DirectoryInfo;
import io.annulus.region.EntryInfo;
import io.annulus.region.Region;
import io.annulus.region.RegionInfo;
import io.annulus.region.Zone;
import io.annulus.region.ZoneState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What is wrong in a region outside its rings.
 *
 * <p>Zones are read one after the other while others may be removed and their space given to new ones. So what two zones
 * contradict each other in, or a zone the header, counts only if both are still there afterwards: then they were there all
 * the time.
 */
final class RegionFindings {
    private final Region region;
    private final RegionInfo info;
    private final DirectoryInfo directory;
    /** What cannot be in a sound region, a sentence each. */
    final List<String> damage = new ArrayList<>();
    /** What dead processes left behind, a sentence each; the region is none the worse for it. */
    final List<String> leftovers = new ArrayList<>();

    private RegionFindings(Region region, RegionInfo info, DirectoryInfo directory) {
        this.region = region;
        this.info = info;
        this.directory = directory;
    }

    /** What there is; {@code info} was read after the directory, and the rings. */
    static RegionFindings of(
            Region region,
            RegionInfo info,
            DirectoryInfo directory,
            List<ParticipantInfo> participants,
            List<RingSnapshot> rings) {
        RegionFindings findings = new RegionFindings(region, info, directory);
        findings.damage.addAll(directory.damage());
        findings.addEndOfZones();
        findings.addContradictions();
        Claims.addIfDead(findings.leftovers, directory.changer(), "the directory", "next change");
        rings.forEach(findings::addAbandonedReset);
        findings.addDead(participants);
        return findings;
    }

    private void addEndOfZones() {
        long end = info.zonesEnd();
        if (end < info.zonesOffset() || end > info.sizeBytes()) {
            damage.add(
                    "end of the zones: expected " + info.zonesOffset() + " to " + info.sizeBytes() + ", found " + end);
            return;
        }
        for (Zone zone : directory.zones()) {
            if (end(zone) > end && isThere(zone)) {
                damage.add("'" + zone.name() + "': expected its end at " + end
                        + " or before, where the zones end, found " + end(zone));
            }
        }
    }

    private void addContradictions() {
        Map<String, Zone> names = new HashMap<>();
        Zone last = null;
        for (Zone zone : directory.zones().stream()
                .sorted(Comparator.comparingLong(Zone::offset))
                .toList()) {
            Zone namesake = names.put(zone.name(), zone);
            if (namesake != null && isThere(namesake) && isThere(zone)) {
                damage.add("expected one zone named '" + zone.name() + "', found those at offsets " + namesake.offset()
                        + " and " + zone.offset());
            }
            if (last != null && zone.offset() < end(last) && isThere(last) && isThere(zone)) {
                damage.add("'" + last.name() + "' and '" + zone.name() + "': expected extents of their own, found "
                        + extent(last) + " and " + extent(zone));
            }
            last = last == null || end(zone) > end(last) ? zone : last;
        }
    }

    private static long end(Zone zone) {
        return zone.offset() + zone.length();
    }

    private static String extent(Zone zone) {
        return zone.offset() + " to " + end(zone);
    }

    private boolean isThere(Zone zone) {
        return region.entry(zone).state() != ZoneState.REMOVED;
    }

    // A living changer holds the directory as long as its reset lasts, and counts it as finished before it lets go.
    private void addAbandonedReset(RingSnapshot ring) {
        if (!isResetting(ring.entry().orElseThrow())) {
            return;
        }
        Zone zone = ring.zone().orElseThrow();
        DirectoryInfo now = region.directory();
        boolean held = now.changer().filter(c -> c.verdict() != Verdict.DEAD).isPresent();
        if (!held && isResetting(region.entry(zone)) && region.directory().changes() == directory.changes()) {
            leftovers.add(
                    "'" + zone.name() + "' was left in the middle of a reset, and no role on it can be opened; the next"
                            + " change of the directory finishes it");
        }
    }

    private static boolean isResetting(EntryInfo entry) {
        return entry.state() == ZoneState.RESETTING;
    }

    private void addDead(List<ParticipantInfo> participants) {
        List<ParticipantInfo> dead = dead(participants);
        if (!dead.isEmpty()) {
            // Who gave a line back and ended between our reading it and our judging it has left nothing behind.
            dead.retainAll(dead(region.participants()));
        }
        for (ParticipantInfo participant : dead) {
            leftovers.add(participant.describe() + " never gave back its "
                    + RegionSnapshot.zoneOf(directory, participant)
                            .map(zone -> role(participant) + " role on '" + zone.name() + "'")
                            .orElse("line"));
        }
    }

    private static List<ParticipantInfo> dead(List<ParticipantInfo> participants) {
        return new ArrayList<>(
                participants.stream().filter(p -> p.verdict() == Verdict.DEAD).toList());
    }

    private static String role(ParticipantInfo participant) {
        Purpose purpose = participant.occupation().purpose();
        return purpose.name().toLowerCase(Locale.ROOT);
    }
}
