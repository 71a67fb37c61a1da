// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.bytes;

/** Bytes for people: sixteen a line, with their offset and the letters among them. */
final class HexDump {
    private static final int WIDTH = 16;

    private HexDump() {}

    static String of(byte[] bytes, long offset) {
        StringBuilder text = new StringBuilder();
        for (int from = 0; from < bytes.length; from += WIDTH) {
            text.append("%08x ".formatted(offset + from));
            StringBuilder letters = new StringBuilder();
            for (int i = from; i < from + WIDTH; i++) {
                text.append(i % WIDTH == WIDTH / 2 ? " " : "");
                if (i < bytes.length) {
                    text.append(" %02x".formatted(bytes[i]));
                    letters.append(bytes[i] >= ' ' && bytes[i] < 0x7f ? (char) bytes[i] : '.');
                } else {
                    text.append("   ");
                }
            }
            text.append("  |").append(letters).append("|\n");
        }
        return text.toString();
    }
}
