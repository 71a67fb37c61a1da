// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.export;

import io.annulus.cli.output.Format;
import io.annulus.cli.output.FormatOption;
import io.annulus.cli.output.Json;
import io.annulus.cli.output.Table;
import io.annulus.ivshmem.export.SharedObject;
import io.annulus.ivshmem.export.SharedRegion;
import io.annulus.ring.RingInfo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a machine would see, as commands show it; scripts rely on exactly these fields.
 *
 * @param region all of it
 * @param objects those that were asked for
 */
record DumpView(SharedRegion region, List<SharedObject> objects) {

    String text(FormatOption format) {
        return format.format() == Format.JSON ? Json.of(fields()) : table();
    }

    private Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("region", region.where());
        fields.put("sizeBytes", region.bytes());
        fields.put("uuid", region.uuid());
        fields.put("zoneCapacity", region.directoryCapacity());
        fields.put("entries", objects.stream().map(DumpView::fields).toList());
        return fields;
    }

    private static Map<String, Object> fields(SharedObject object) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("index", object.zone().entry());
        fields.put("name", object.zone().name());
        fields.put("kind", object.kind());
        fields.put("offset", object.zone().offset());
        fields.put("length", object.zone().length());
        fields.put("elementSize", object.zone().elementSize());
        fields.put("capacity", object.ring().map(RingInfo::capacity).orElse(null));
        fields.put(
                "producers",
                object.ring().map(ring -> ring.producers().mode().word()).orElse(null));
        fields.put(
                "consumers",
                object.ring().map(ring -> ring.consumers().mode().word()).orElse(null));
        return fields;
    }

    private String table() {
        Table table = Table.withHeadings(
                "INDEX", "NAME", "KIND", "OFFSET", "BYTES", "ELEMENT SIZE", "CAPACITY", "PRODUCERS", "CONSUMERS");
        for (SharedObject object : objects) {
            Map<String, Object> fields = fields(object);
            fields.replaceAll((_, value) -> value == null ? "-" : value);
            table.row(fields.values().toArray());
        }
        return Table.ofProperties()
                        .row("region", region.where())
                        .row("size", region.bytes() + " bytes")
                        .row("uuid", region.uuid())
                        .row("entries", region.objects().size() + " of " + region.directoryCapacity())
                        .text()
                + (objects.isEmpty() ? "" : "\n\n" + table.text());
    }
}
