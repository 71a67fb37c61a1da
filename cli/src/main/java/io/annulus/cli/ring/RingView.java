// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.ring;

import io.annulus.inspect.Consistency;
import io.annulus.inspect.RegionSnapshot;
import io.annulus.inspect.RingSnapshot;
import io.annulus.inspect.RingTelemetry;
import io.annulus.ring.RingInfo;
import io.annulus.ring.SideInfo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A ring as commands show it to scripts, which rely on exactly these fields. */
public final class RingView {
    private RingView() {}

    /** The fields of one ring, in this order. */
    static Map<String, Object> fields(RingSnapshot snapshot) {
        RingInfo info = snapshot.info();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", info.name());
        fields.put("offset", info.offset());
        fields.put("memoryBytes", info.memoryBytes());
        fields.put("size", info.size());
        fields.put("mask", info.mask());
        fields.put("capacity", info.capacity());
        fields.put("flags", info.flags());
        fields.put("elementSize", info.elementSize());
        fields.put("producers", info.producers().mode().word());
        fields.put("consumers", info.consumers().mode().word());
        fields.put("used", info.used());
        fields.put("free", info.free());
        fields.put("producerHead", Integer.toUnsignedLong(info.producers().head()));
        fields.put("producerTail", Integer.toUnsignedLong(info.producers().tail()));
        fields.put("consumerHead", Integer.toUnsignedLong(info.consumers().head()));
        fields.put("consumerTail", Integer.toUnsignedLong(info.consumers().tail()));
        fields.put("producerHeadTailDistance", distance(info.producers()));
        fields.put("consumerHeadTailDistance", distance(info.consumers()));
        fields.put("producerReserved", Integer.toUnsignedLong(info.producers().reserved()));
        fields.put("consumerReserved", Integer.toUnsignedLong(info.consumers().reserved()));
        fields.put("consistency", snapshot.consistency() == Consistency.ONE_MOMENT ? "consistent" : "moving");
        fields.put("findings", snapshot.damage());
        fields.put("leftovers", snapshot.leftovers());
        fields.put("dpdk", RingTelemetry.fields(snapshot));
        return fields;
    }

    /** The rings of a region, those that cannot be used last. */
    public static List<Map<String, Object>> all(RegionSnapshot region) {
        return Stream.concat(
                        region.rings().stream().map(RingView::fields),
                        region.damagedRings().entrySet().stream().map(d -> damaged(d.getKey(), d.getValue())))
                .toList();
    }

    private static Map<String, Object> damaged(String name, String damage) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", name);
        fields.put("error", damage);
        return fields;
    }

    private static Long distance(SideInfo side) {
        return side.headTailDistance().isPresent() ? side.headTailDistance().getAsLong() : null;
    }
}
