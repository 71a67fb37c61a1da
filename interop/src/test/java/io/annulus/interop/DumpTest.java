// SPDX-License-Identifier: Apache-2.0
package io.annulus.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.interop.RingUser.Way;
import io.annulus.ring.Ring;
import io.annulus.ring.RingInfo;
import io.annulus.ring.RingSpec;
import io.annulus.ring.SyncMode;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@code rte_ring_dump} says of a ring, in the words of DPDK up to 24.11, is what we say of it. */
final class DumpTest {

    /** Of an RTS side that dump takes the number of operations ended for the head. */
    @ParameterizedTest
    @EnumSource(
            value = SyncMode.class,
            names = {"SINGLE", "MULTI", "MULTI_HTS"})
    void dpdkAndWeSayTheSame(SyncMode mode) {
        RingSpec spec = RingSpec.ofCapacity(20).withProducers(mode).withConsumers(mode);
        try (TestRegion home = TestRegion.create()) {
            Ring ring = Ring.create(home.region(), "ring", spec);
            try (CRing c = CRing.find(home.path(), "ring", 8)) {
                c.seed(-3);
                c.enqueue(Way.BULK, 17, 0);
                c.dequeue(Way.BULK, 5);
                c.stopBeforeTail("enqueue", 2);
                RingInfo info = ring.info();
                Map<String, String> dump = c.dump();
                assertThat(dump)
                        .containsEntry("flags", Integer.toHexString(info.flags()))
                        .containsEntry("size", Integer.toString(info.size()))
                        .containsEntry("capacity", Integer.toString(info.capacity()))
                        .containsEntry(
                                "ct", Integer.toUnsignedString(info.consumers().tail()))
                        .containsEntry(
                                "ch", Integer.toUnsignedString(info.consumers().head()))
                        .containsEntry(
                                "pt", Integer.toUnsignedString(info.producers().tail()))
                        .containsEntry(
                                "ph", Integer.toUnsignedString(info.producers().head()))
                        .containsEntry("used", Integer.toString(info.used()))
                        .containsEntry("avail", Integer.toString(info.free()));
            }
        }
    }
}
