// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.ring;

import io.annulus.cli.argument.SyncModes;
import io.annulus.cli.output.Table;
import io.annulus.ring.RingInfo;
import io.annulus.ring.SyncMode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;

/**
 * A ring as commands show it.
 *
 * @param info as read
 * @param offset where it starts, in the region or in the file
 */
record RingView(RingInfo info, long offset) {
    static RingView of(OpenRing open) {
        return new RingView(open.ring().info(), open.offset());
    }

    /** Exactly the fields that scripts rely on. */
    Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", info.name());
        fields.put("offset", offset);
        fields.put("memoryBytes", info.memoryBytes());
        fields.put("size", info.size());
        fields.put("mask", info.mask());
        fields.put("capacity", info.capacity());
        fields.put("flags", info.flags());
        fields.put("elementSize", info.elementSize());
        fields.put("producers", SyncModes.word(info.producers().mode()));
        fields.put("consumers", SyncModes.word(info.consumers().mode()));
        fields.put("used", info.used());
        fields.put("free", info.free());
        fields.put("producerHead", Integer.toUnsignedLong(info.producers().head()));
        fields.put("producerTail", Integer.toUnsignedLong(info.producers().tail()));
        fields.put("consumerHead", Integer.toUnsignedLong(info.consumers().head()));
        fields.put("consumerTail", Integer.toUnsignedLong(info.consumers().tail()));
        return fields;
    }

    String text() {
        return Table.ofProperties()
                .row("ring", info.name().isEmpty() ? "(no name)" : info.name())
                .row("place", info.memoryBytes() + " bytes at offset " + offset)
                .row(
                        "slots",
                        info.size() + ", holds " + info.capacity() + " elements of " + info.elementSize() + " bytes")
                .row("flags", flags())
                .row("used", info.used() + ", free " + info.free())
                .row(
                        "producers",
                        side(
                                info.producers().mode(),
                                info.producers().head(),
                                info.producers().tail()))
                .row(
                        "consumers",
                        side(
                                info.consumers().mode(),
                                info.consumers().head(),
                                info.consumers().tail()))
                .text();
    }

    private static String side(SyncMode mode, int head, int tail) {
        return SyncModes.word(mode) + ", head " + Integer.toUnsignedString(head) + ", tail "
                + Integer.toUnsignedString(tail);
    }

    // With DPDK's names, which people search for.
    private String flags() {
        StringJoiner names = new StringJoiner(" | ", " (", ")").setEmptyValue("");
        String[] known = {
            "RING_F_SP_ENQ",
            "RING_F_SC_DEQ",
            "RING_F_EXACT_SZ",
            "RING_F_MP_RTS_ENQ",
            "RING_F_MC_RTS_DEQ",
            "RING_F_MP_HTS_ENQ",
            "RING_F_MC_HTS_DEQ"
        };
        for (int bit = 0; bit < known.length; bit++) {
            if ((info.flags() & 1 << bit) != 0) {
                names.add(known[bit]);
            }
        }
        return "0x" + Integer.toHexString(info.flags()) + names;
    }
}
