// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import io.annulus.region.Region;
import io.annulus.region.RegionSpec;
import io.annulus.region.ZoneSpec;
import io.annulus.ring.Ring;
import io.annulus.ring.RingSpec;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The list in the memory, byte for byte, and what readers make of it. */
class LivePeersTest {
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final Region region = Region.anonymous(RegionSpec.ofSize(1 << 20));

    @AfterEach
    void close() {
        region.close();
    }

    private LivePeersWriter writer(int vectors, int... live) {
        BitSet ids = new BitSet();
        for (int id : live) {
            ids.set(id);
        }
        LivePeersWriter writer = LivePeersWriter.findOrCreate(region);
        writer.begin(vectors, ids);
        return writer;
    }

    private MemorySegment zone() {
        return region.memory(region.zone("ivshmem.peers"));
    }

    private void assertRefused(Reason reason) {
        assertThatThrownBy(() -> LivePeers.in(region))
                .isInstanceOfSatisfying(
                        AnnulusException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    @Test
    void whoComesAndGoesIsSeen() {
        LivePeersWriter writer = writer(3, 5);
        LivePeers list = LivePeers.in(region);
        writer.enter(0);
        writer.enter(63);
        writer.enter(64);
        writer.enter(65_535);
        assertThat(list.ids().stream()).containsExactly(0, 5, 63, 64, 65_535);
        assertThat(List.of(list.isLive(0), list.isLive(65_535), list.isLive(1))).containsExactly(true, true, false);
        assertThat(List.of(list.isLive(-1), list.isLive(65_536))).containsExactly(false, false);
        long seen = list.changes();
        writer.leave(63);
        assertThat(list.changes()).isNotEqualTo(seen);
        assertThat(list.ids().stream()).containsExactly(0, 5, 64, 65_535);
        assertThat(list.vectors()).isEqualTo(3);
        writer.end();
        assertThat(list.ids().stream()).isEmpty();
    }

    @Test
    void theBytesAreThoseThatAreWrittenDown() {
        writer(2, 1, 64);
        MemorySegment zone = zone();
        assertThat(zone.byteSize()).isEqualTo(8256);
        assertThat(zone.get(INT, 0)).isEqualTo(1);
        assertThat(zone.get(INT, 4)).isEqualTo(2);
        assertThat(zone.get(LONG, 8)).isEqualTo(1);
        assertThat(zone.get(LONG, 64)).isEqualTo(2);
        assertThat(zone.get(LONG, 72)).isEqualTo(1);
        assertThat(zone.asSlice(80).mismatch(MemorySegment.ofArray(new byte[8176])))
                .isEqualTo(-1);
    }

    @Test
    void whatOthersWriteThereIsGoneWithTheNextBeginningAndTheNextChangeOfTheWord() {
        LivePeersWriter writer = writer(1, 7);
        zone().set(LONG, 64, -1L);
        writer.enter(8);
        assertThat(LivePeers.in(region).ids().stream()).containsExactly(7, 8);
        zone().fill((byte) 0xff);
        writer.begin(1, new BitSet());
        assertThat(LivePeers.in(region).ids().stream()).isEmpty();
    }

    @Test
    void whatCannotBeIsRefused() {
        assertRefused(Reason.NOT_FOUND);
        LivePeersWriter writer = LivePeersWriter.findOrCreate(region);
        assertRefused(Reason.WRONG_VERSION);
        writer.begin(1, new BitSet());
        zone().set(INT, 4, 65);
        assertRefused(Reason.BAD_GEOMETRY);
        zone().set(INT, 0, 2);
        assertRefused(Reason.WRONG_VERSION);
        region.removeZone("ivshmem.peers");
        region.createZone(ZoneSpec.raw("ivshmem.peers", 64), memory -> {});
        assertRefused(Reason.WRONG_KIND);
        region.removeZone("ivshmem.peers");
        Ring.create(region, "ivshmem.peers", RingSpec.ofEntries(1024));
        assertRefused(Reason.WRONG_KIND);
    }
}
