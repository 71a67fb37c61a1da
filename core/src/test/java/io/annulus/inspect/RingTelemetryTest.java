// SPDX-License-Identifier: Apache-2.0
package io.annulus.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.region.AbiProfile;
import io.annulus.region.Region;
import io.annulus.region.RegionSpec;
import io.annulus.ring.Producer;
import io.annulus.ring.Ring;
import io.annulus.ring.RingSpec;
import io.annulus.ring.SyncMode;
import java.lang.foreign.Arena;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The fields of DPDK's {@code /ring/info}, in its order. */
final class RingTelemetryTest {

    @Test
    void aRingOfARegionHasAMemzone() {
        try (Region region = Region.anonymous(RegionSpec.ofSize(100_000, 4, 8))) {
            RingSpec spec = RingSpec.ofCapacity(1000).withProducers(SyncMode.SINGLE);
            Ring ring = Ring.create(region, "orders", spec);
            try (Producer producer = ring.producer()) {
                producer.enqueueBulk(new long[3], 0, 3);
            }
            Map<String, Object> expected = new LinkedHashMap<>();
            expected.put("name", "orders");
            expected.put("socket", -1);
            expected.put("flags", 5);
            expected.put("producer_type", "SP");
            expected.put("consumer_type", "MC");
            expected.put("size", 1024);
            expected.put("mask", "0x3ff");
            expected.put("capacity", 1000);
            expected.put("used_count", 3);
            expected.put("mz_name", "RG_orders");
            expected.put("mz_len", 8576L);
            expected.put("mz_hugepage_sz", 4096);
            expected.put("mz_socket_id", -1);
            expected.put("mz_flags", "0x0");
            assertThat(RingTelemetry.fields(RingSnapshot.of(ring))).containsExactlyEntriesOf(expected);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "SINGLE, MULTI, SP, MC",
        "MULTI, SINGLE, MP, SC",
        "MULTI_RTS, MULTI_HTS, MP_RTS, MC_HTS",
        "MULTI_HTS, MULTI_RTS, MP_HTS, MC_RTS"
    })
    void aRawRingHasNoneAndModesHaveDpdksNames(SyncMode producers, SyncMode consumers, String prod, String cons) {
        RingSpec spec = RingSpec.ofEntries(8).withProducers(producers).withConsumers(consumers);
        Ring ring = Ring.createRaw(Arena.ofAuto().allocate(2048, 64), "raw", spec, AbiProfile.LINE_64);
        assertThat(RingTelemetry.fields(RingSnapshot.of(ring)))
                .containsEntry("producer_type", prod)
                .containsEntry("consumer_type", cons)
                .allSatisfy((name, _) -> assertThat(name).doesNotStartWith("mz_"))
                .hasSize(9);
    }
}
