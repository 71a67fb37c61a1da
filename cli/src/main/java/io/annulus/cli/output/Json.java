// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.output;

import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Writes maps, lists, strings, numbers, truth values and null as JSON. */
public final class Json {
    private final StringBuilder text = new StringBuilder();
    private final String lineEnd;
    private final String step;
    private final String colon;

    private Json(String lineEnd, String step, String colon) {
        this.lineEnd = lineEnd;
        this.step = step;
        this.colon = colon;
    }

    /** Indented, for one document. */
    public static String of(Object value) {
        return new Json("\n", "  ", ": ").write(value);
    }

    /** In one line, for a stream of documents. */
    public static String compact(Object value) {
        return new Json("", "", ":").write(value);
    }

    private String write(Object value) {
        write(value, "");
        return text.toString();
    }

    private void write(Object value, String indent) {
        switch (value) {
            case null -> text.append("null");
            case Map<?, ?> map -> writeMap(map, indent);
            case List<?> list -> writeList(list, indent);
            case Number number -> text.append(number);
            case Boolean truth -> text.append(truth);
            default -> writeString(value.toString());
        }
    }

    private void writeMap(Map<?, ?> map, String indent) {
        if (map.isEmpty()) {
            text.append("{}");
            return;
        }
        String deeper = indent + step;
        text.append('{');
        for (Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator(); entries.hasNext(); ) {
            Map.Entry<?, ?> entry = entries.next();
            text.append(lineEnd).append(deeper);
            writeString(entry.getKey().toString());
            text.append(colon);
            write(entry.getValue(), deeper);
            text.append(entries.hasNext() ? "," : lineEnd + indent);
        }
        text.append('}');
    }

    private void writeList(List<?> list, String indent) {
        if (list.isEmpty()) {
            text.append("[]");
            return;
        }
        String deeper = indent + step;
        text.append('[');
        for (Iterator<?> values = list.iterator(); values.hasNext(); ) {
            text.append(lineEnd).append(deeper);
            write(values.next(), deeper);
            text.append(values.hasNext() ? "," : lineEnd + indent);
        }
        text.append(']');
    }

    private void writeString(String string) {
        text.append('"');
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            switch (c) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> {
                    if (c < ' ' || c == 0x7f) {
                        text.append("\\u%04x".formatted((int) c));
                    } else {
                        text.append(c);
                    }
                }
            }
        }
        text.append('"');
    }
}
