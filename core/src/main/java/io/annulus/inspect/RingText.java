// SPDX-License-Identifier: Apache-2.0
package io.annulus.inspect;

import io.annulus.region.ZoneState;
import io.annulus.ring.RingInfo;
import io.annulus.ring.SideInfo;
import java.util.StringJoiner;

/** A ring in words. */
final class RingText {
    /** With DPDK's names, which people search for. */
    private static final String[] FLAGS = {
        "RING_F_SP_ENQ",
        "RING_F_SC_DEQ",
        "RING_F_EXACT_SZ",
        "RING_F_MP_RTS_ENQ",
        "RING_F_MC_RTS_DEQ",
        "RING_F_MP_HTS_ENQ",
        "RING_F_MC_HTS_DEQ"
    };

    private RingText() {}

    static String of(RingSnapshot snapshot) {
        RingInfo info = snapshot.info();
        Sheet sheet = new Sheet()
                .row("ring", info.name().isEmpty() ? "(no name)" : info.name())
                .row("place", info.memoryBytes() + " bytes at offset " + info.offset() + state(snapshot))
                .row(
                        "slots",
                        info.size() + ", holds " + info.capacity() + " elements of " + info.elementSize() + " bytes")
                .row("flags", flags(info.flags()))
                .row("used", info.used() + ", free " + info.free())
                .row("producers", side(info.producers()))
                .row("consumers", side(info.consumers()));
        if (snapshot.consistency() == Consistency.MOVING) {
            sheet.row("seen", "while it moved: the numbers need not fit each other");
        }
        snapshot.damage().forEach(finding -> sheet.row("finding", finding));
        snapshot.leftovers().forEach(finding -> sheet.row("left over", finding));
        return sheet.text();
    }

    private static String state(RingSnapshot snapshot) {
        ZoneState state = snapshot.entry().map(e -> e.state()).orElse(ZoneState.READY);
        return switch (state) {
            case READY -> "";
            case RESETTING -> ", being reset";
            case REMOVED -> ", removed";
        };
    }

    private static String side(SideInfo side) {
        StringBuilder text = new StringBuilder(side.mode().word())
                .append(", head ")
                .append(Integer.toUnsignedString(side.head()))
                .append(", tail ")
                .append(Integer.toUnsignedString(side.tail()));
        if (side.reserved() != 0) {
            text.append(", ").append(Integer.toUnsignedString(side.reserved())).append(" reserved");
        }
        if (side.headTailDistance().isPresent()) {
            text.append(", head count ")
                    .append(Integer.toUnsignedString(side.headCount()))
                    .append(", tail count ")
                    .append(Integer.toUnsignedString(side.tailCount()))
                    .append(", head-tail distance ")
                    .append(side.headTailDistance().getAsLong());
        }
        return text.toString();
    }

    private static String flags(int flags) {
        StringJoiner names = new StringJoiner(" | ", " (", ")").setEmptyValue("");
        for (int bit = 0; bit < FLAGS.length; bit++) {
            if ((flags & 1 << bit) != 0) {
                names.add(FLAGS[bit]);
            }
        }
        return "0x" + Integer.toHexString(flags) + names;
    }
}
