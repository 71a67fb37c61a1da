// SPDX-License-Identifier: Apache-2.0
package io.annulus.inspect;

import io.annulus.liveness.KernelWitness;
import io.annulus.liveness.ParticipantInfo;
import io.annulus.region.ClaimInfo;
import io.annulus.region.RegionInfo;
import io.annulus.region.Zone;
import io.annulus.ring.RingInfo;
import java.util.Locale;

/** A region in words: what it is, then a line for each zone, ring and participant, then what is wrong. */
final class RegionText {
    private static final String ZONE = "%-28s  %-4s  %13s  %13s  %12s";
    private static final String RING = "%-28s  %10s  %10s  %-9s  %-9s";
    private static final String PARTICIPANT = "%-7s  %-7s %-9s %-28s %s";

    private RegionText() {}

    static String of(RegionSnapshot snapshot) {
        Sheet sheet = new Sheet();
        addHeader(sheet, snapshot);
        addZones(sheet, snapshot);
        addRings(sheet, snapshot);
        addParticipants(sheet, snapshot);
        if (!snapshot.findings().isEmpty()) {
            sheet.line("");
            snapshot.damage().forEach(finding -> sheet.row("finding", finding));
            snapshot.leftovers().forEach(finding -> sheet.row("left over", finding));
        }
        return sheet.text();
    }

    private static void addHeader(Sheet sheet, RegionSnapshot snapshot) {
        RegionInfo info = snapshot.info();
        sheet.row("region", info.path())
                .row("size", info.sizeBytes() + " bytes, " + snapshot.unusedBytes() + " unused")
                .row("uuid", info.uuid().toString())
                .row(
                        "created by",
                        "pid " + info.creator().pid() + " (" + word(new KernelWitness().judge(info.creator())) + ")")
                .row(
                        "ring layout",
                        "cache line " + info.profile().cacheLine() + ", guard lines "
                                + info.profile().guardLines())
                .row("zones", snapshot.directory().zones().size() + " of " + info.directoryCapacity())
                .row("participants", snapshot.participants().size() + " of " + info.participantCapacity());
        snapshot.directory().changer().map(ClaimInfo::holder).ifPresent(who -> sheet.row("changed now by", who));
    }

    private static void addZones(Sheet sheet, RegionSnapshot snapshot) {
        if (!snapshot.directory().zones().isEmpty()) {
            sheet.line("").line(ZONE.formatted("ZONE", "KIND", "OFFSET", "BYTES", "ELEMENT SIZE"));
        }
        for (Zone zone : snapshot.directory().zones()) {
            String element = zone.elementSize() == 0 ? "-" : Integer.toString(zone.elementSize());
            sheet.line(ZONE.formatted(zone.name(), word(zone.kind()), zone.offset(), zone.length(), element));
        }
    }

    private static void addRings(Sheet sheet, RegionSnapshot snapshot) {
        if (!snapshot.rings().isEmpty() || !snapshot.damagedRings().isEmpty()) {
            sheet.line("").line(RING.formatted("RING", "USED", "CAPACITY", "PRODUCERS", "CONSUMERS"));
        }
        for (RingSnapshot ring : snapshot.rings()) {
            RingInfo info = ring.info();
            sheet.line(RING.formatted(
                    info.name(),
                    info.used(),
                    info.capacity(),
                    info.producers().mode().word(),
                    info.consumers().mode().word()));
        }
        snapshot.damagedRings().keySet().forEach(name -> sheet.line(RING.formatted(name, "damaged", "-", "-", "-")));
    }

    private static void addParticipants(Sheet sheet, RegionSnapshot snapshot) {
        if (!snapshot.participants().isEmpty()) {
            sheet.line("").line(PARTICIPANT.formatted("PID", "IS", "ROLE", "ZONE", "SINCE"));
        }
        for (ParticipantInfo participant : snapshot.participants()) {
            sheet.line(PARTICIPANT.formatted(
                    participant.process().pid(),
                    participant.condition(),
                    participant.occupation() == null
                            ? "unknown"
                            : word(participant.occupation().purpose()),
                    snapshot.zoneOf(participant).map(Zone::name).orElse("-"),
                    participant.since()));
        }
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
