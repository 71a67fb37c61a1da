// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.region;

import io.annulus.cli.ring.RingView;
import io.annulus.inspect.RegionSnapshot;
import io.annulus.liveness.ParticipantInfo;
import io.annulus.region.RegionInfo;
import io.annulus.region.Zone;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A region as commands show it to scripts, which rely on exactly these fields. */
public final class RegionView {
    private RegionView() {}

    public static Map<String, Object> fields(RegionSnapshot snapshot) {
        RegionInfo info = snapshot.info();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("path", info.path());
        fields.put("sizeBytes", info.sizeBytes());
        fields.put("unusedBytes", snapshot.unusedBytes());
        fields.put("uuid", info.uuid());
        fields.put("epoch", info.epoch());
        fields.put("session", info.session());
        fields.put("creatorPid", info.creator().pid());
        fields.put("cacheLine", info.profile().cacheLine());
        fields.put("guardLines", info.profile().guardLines());
        fields.put("zoneCapacity", info.directoryCapacity());
        fields.put("participantCapacity", info.participantCapacity());
        fields.put(
                "zones",
                snapshot.directory().zones().stream().map(RegionView::fields).toList());
        fields.put(
                "participants",
                snapshot.participants().stream().map(p -> fields(snapshot, p)).toList());
        fields.put("rings", RingView.all(snapshot));
        fields.put("findings", snapshot.damage());
        fields.put("leftovers", snapshot.leftovers());
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

    private static Map<String, Object> fields(RegionSnapshot snapshot, ParticipantInfo participant) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("pid", participant.process().pid());
        fields.put("verdict", word(participant.verdict()));
        fields.put(
                "purpose",
                participant.occupation() == null
                        ? "unknown"
                        : word(participant.occupation().purpose()));
        fields.put("zone", snapshot.zoneOf(participant).map(Zone::name).orElse(null));
        fields.put("since", participant.since());
        return fields;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
