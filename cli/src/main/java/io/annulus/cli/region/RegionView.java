// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.region;

import io.annulus.liveness.Occupation;
import io.annulus.liveness.ParticipantInfo;
import io.annulus.region.Region;
import io.annulus.region.RegionInfo;
import io.annulus.region.Zone;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What there is to see in a region, at one moment.
 *
 * @param info the header
 * @param zones the directory
 * @param participants who has roles open
 */
record RegionView(RegionInfo info, List<Zone> zones, List<ParticipantInfo> participants) {

    static RegionView of(Region region) {
        return new RegionView(region.info(), region.zones(), region.participants());
    }

    /** Bytes behind the last zone: what a new one can have without reusing the space of a removed one. */
    long unusedBytes() {
        return info.sizeBytes() - info.zonesEnd();
    }

    Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("path", info.path());
        fields.put("sizeBytes", info.sizeBytes());
        fields.put("unusedBytes", unusedBytes());
        fields.put("uuid", info.uuid());
        fields.put("epoch", info.epoch());
        fields.put("session", info.session());
        fields.put("creatorPid", info.creator().pid());
        fields.put("cacheLine", info.profile().cacheLine());
        fields.put("guardLines", info.profile().guardLines());
        fields.put("zoneCapacity", info.directoryCapacity());
        fields.put("participantCapacity", info.participantCapacity());
        fields.put("zones", zones.stream().map(RegionView::fields).toList());
        fields.put("participants", participants.stream().map(this::fields).toList());
        return fields;
    }

    private static Map<String, Object> fields(Zone zone) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", zone.name());
        fields.put("kind", word(zone.kind()));
        fields.put("offset", zone.offset());
        fields.put("length", zone.length());
        fields.put("elementSize", zone.elementSize());
        return fields;
    }

    private Map<String, Object> fields(ParticipantInfo participant) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("pid", participant.process().pid());
        fields.put("verdict", word(participant.verdict()));
        fields.put("purpose", purpose(participant));
        fields.put("zone", zoneOf(participant));
        fields.put("since", participant.since());
        return fields;
    }

    /** Such as {@code producer}, or {@code unknown} for a line nobody understands. */
    static String purpose(ParticipantInfo participant) {
        return participant.occupation() == null
                ? "unknown"
                : word(participant.occupation().purpose());
    }

    /** The name of the zone a participant uses; null if it has been removed, or for a directory change. */
    String zoneOf(ParticipantInfo participant) {
        Occupation occupation = participant.occupation();
        if (occupation == null) {
            return null;
        }
        return zones.stream()
                .filter(zone -> occupation.uses(zone.entry(), zone.generation()))
                .map(Zone::name)
                .findFirst()
                .orElse(null);
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
