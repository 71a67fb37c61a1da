// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.watch;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * All rings of a region at one look.
 *
 * @param taken when
 * @param path where the region is
 * @param uuid which one it is
 * @param rows a ring each, in the order of the directory, those that cannot be used last
 */
record Frame(Instant taken, String path, UUID uuid, List<Row> rows) {

    /** Copies the list. */
    Frame {
        rows = List.copyOf(rows);
    }

    Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("time", taken);
        fields.put("path", path);
        fields.put("uuid", uuid);
        fields.put("rings", rows.stream().map(Row::fields).toList());
        return fields;
    }
}
