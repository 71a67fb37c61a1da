// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.output;

import io.annulus.error.Quantity;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * That somebody rang, as commands print it that waited for it.
 *
 * @param vector on which
 * @param rings how often
 */
public record Rung(int vector, long rings) {

    /** Prints it. */
    public void print(PrintWriter out, Format format) {
        if (format == Format.JSON) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("vector", vector);
            fields.put("rings", rings);
            out.println(Json.of(fields));
        } else {
            out.println(Quantity.of(rings, "ring"));
        }
    }
}
