// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.party;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;

/** What one of the two processes tells its parent: names and values, one a line on its standard output. */
public final class Report {
    public static final String BYTES = "bytes";
    public static final String ELEMENTS = "elements";
    public static final String SHA256 = "sha256";
    public static final String START_NANOS = "startNanos";
    public static final String END_NANOS = "endNanos";
    public static final String LOADED = "loaded";
    public static final String UNLOADED = "unloaded";
    public static final String RANG = "rang";

    private final Map<String, String> values = new LinkedHashMap<>();

    void put(String name, long value) {
        put(name, Long.toString(value));
    }

    void put(String name, String value) {
        values.put(name, value);
    }

    /** Takes over a line that {@link #print} wrote. */
    public void putLine(String line) {
        int equals = line.indexOf('=');
        if (equals > 0) {
            put(line.substring(0, equals), line.substring(equals + 1));
        }
    }

    public String text(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalStateException("no " + name + " in the report " + values);
        }
        return value;
    }

    public long number(String name) {
        return Long.parseLong(text(name));
    }

    void print(PrintStream out) {
        values.forEach((name, value) -> out.println(name + "=" + value));
    }
}
