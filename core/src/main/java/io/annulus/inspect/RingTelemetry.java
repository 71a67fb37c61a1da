// SPDX-License-Identifier: Apache-2.0
package io.annulus.inspect;

import io.annulus.region.Zone;
import io.annulus.ring.RingInfo;
import io.annulus.ring.SyncMode;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * A ring in the words of DPDK's telemetry command {@code /ring/info}, for programs that read those.
 *
 * <p>The ring's zone plays the memzone's part. What has no meaning here says so in DPDK's own way: the socket is -1, any;
 * the memzone flags are 0; and the page size is that of the region format, whatever pages the kernel uses beneath. As in
 * DPDK, a ring without a memzone, here a raw ring, has no {@code mz_} fields.
 *
 * @see <a href="https://doc.dpdk.org/guides/howto/telemetry.html">DPDK: Telemetry User Guide</a>
 */
public final class RingTelemetry {
    private static final int ANY_SOCKET = -1;
    private static final int PAGE_SIZE = 4096;
    private static final String MEMZONE_PREFIX = "RG_";

    private RingTelemetry() {}

    /**
     * The fields.
     *
     * @param snapshot of a ring
     * @return numbers and strings, in DPDK's order
     */
    public static SequencedMap<String, Object> fields(RingSnapshot snapshot) {
        RingInfo info = snapshot.info();
        SequencedMap<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", info.name());
        fields.put("socket", ANY_SOCKET);
        fields.put("flags", info.flags());
        fields.put("producer_type", type(info.producers().mode(), "P"));
        fields.put("consumer_type", type(info.consumers().mode(), "C"));
        fields.put("size", info.size());
        fields.put("mask", "0x" + Integer.toHexString(info.mask()));
        fields.put("capacity", info.capacity());
        fields.put("used_count", info.used());
        snapshot.zone().ifPresent(zone -> addMemzone(fields, zone));
        return fields;
    }

    private static void addMemzone(SequencedMap<String, Object> fields, Zone zone) {
        fields.put("mz_name", MEMZONE_PREFIX + zone.name());
        fields.put("mz_len", zone.length());
        fields.put("mz_hugepage_sz", PAGE_SIZE);
        fields.put("mz_socket_id", ANY_SOCKET);
        fields.put("mz_flags", "0x0");
    }

    private static String type(SyncMode mode, String side) {
        return switch (mode) {
            case SINGLE -> "S" + side;
            case MULTI -> "M" + side;
            case MULTI_RTS -> "M" + side + "_RTS";
            case MULTI_HTS -> "M" + side + "_HTS";
        };
    }
}
