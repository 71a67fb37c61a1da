// SPDX-License-Identifier: Apache-2.0
package io.annulus.ring;

import static io.annulus.region.AbiProfile.LINE_64;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.annulus.error.AnnulusException;
import io.annulus.interop.LayoutProbe;
import io.annulus.sync.HeadTailLayout;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Every number in the ring's layout is the one that the installed DPDK was compiled with. */
final class DpdkRingLayoutTest {
    private static final int[] ELEMENT_SIZES = {4, 8, 12, 16, 20, 64, 128, 2048};
    private static final int[] COUNTS = {1, 2, 4, 8, 16, 64, 1024, 4096, 65536, 1 << 30};

    @Test
    void aRingLiesWhereDpdkPutsIt() {
        LayoutProbe probe = LayoutProbe.keys("rte_ring\\..*")
                .expect("rte_ring.name", RingLayout.NAME_OFFSET)
                .expect("rte_ring.flags", RingLayout.FLAGS_OFFSET)
                .expect("rte_ring.memzone", RingLayout.MEMZONE_OFFSET)
                .expect("rte_ring.size", RingLayout.SIZE_OFFSET)
                .expect("rte_ring.mask", RingLayout.MASK_OFFSET)
                .expect("rte_ring.capacity", RingLayout.CAPACITY_OFFSET)
                .expect("rte_ring.sizeof", RingLayout.tableOffset(LINE_64));
        expectSide(probe, "prod", RingLayout.producerOffset(LINE_64));
        expectSide(probe, "cons", RingLayout.consumerOffset(LINE_64));
        probe.assertNothingLeft();
    }

    private static void expectSide(LayoutProbe probe, String side, long offset) {
        probe.expect("rte_ring." + side, offset)
                .expect("rte_ring.hts_" + side, offset)
                .expect("rte_ring.rts_" + side, offset)
                .expect("rte_ring." + side + ".head", offset + HeadTailLayout.HEAD_OFFSET)
                .expect("rte_ring." + side + ".tail", offset + HeadTailLayout.TAIL_OFFSET)
                .expect("rte_ring." + side + ".sync_type", offset + HeadTailLayout.SYNC_TYPE_OFFSET);
    }

    @Test
    void eachModesIndicesLieWhereDpdkPutsThem() {
        LayoutProbe.keys("rte_ring_.*")
                .expect("rte_ring_headtail.head", HeadTailLayout.HEAD_OFFSET)
                .expect("rte_ring_headtail.tail", HeadTailLayout.TAIL_OFFSET)
                .expect("rte_ring_headtail.sync_type", HeadTailLayout.SYNC_TYPE_OFFSET)
                .expect("rte_ring_hts_headtail.ht.raw", HeadTailLayout.HEAD_OFFSET)
                .expect("rte_ring_hts_headtail.ht.pos.head", HeadTailLayout.HEAD_OFFSET)
                .expect("rte_ring_hts_headtail.ht.pos.tail", HeadTailLayout.TAIL_OFFSET)
                .expect("rte_ring_hts_headtail.sync_type", HeadTailLayout.SYNC_TYPE_OFFSET)
                .expect("rte_ring_rts_headtail.tail.raw", HeadTailLayout.RTS_TAIL_WORD_OFFSET)
                .expect("rte_ring_rts_headtail.tail.val.cnt", HeadTailLayout.RTS_TAIL_COUNT_OFFSET)
                .expect("rte_ring_rts_headtail.tail.val.pos", HeadTailLayout.TAIL_OFFSET)
                .expect("rte_ring_rts_headtail.sync_type", HeadTailLayout.SYNC_TYPE_OFFSET)
                .expect("rte_ring_rts_headtail.htd_max", HeadTailLayout.RTS_DISTANCE_OFFSET)
                .expect("rte_ring_rts_headtail.head.raw", HeadTailLayout.RTS_HEAD_WORD_OFFSET)
                .expect("rte_ring_rts_headtail.head.val.cnt", HeadTailLayout.RTS_HEAD_COUNT_OFFSET)
                .expect("rte_ring_rts_headtail.head.val.pos", HeadTailLayout.RTS_HEAD_OFFSET)
                // A block's own size is nowhere used.
                .notOurs("rte_ring_headtail.sizeof", "rte_ring_hts_headtail.sizeof", "rte_ring_rts_headtail.sizeof")
                .assertNothingLeft();
    }

    @Test
    void flagsAndSyncTypesAreDpdks() {
        LayoutProbe.keys("RING_F_.*|RTE_RING_SYNC_.*")
                .expect("RING_F_SP_ENQ", SyncMode.SINGLE.producerFlag())
                .expect("RING_F_SC_DEQ", SyncMode.SINGLE.consumerFlag())
                .expect("RING_F_EXACT_SZ", RingLayout.EXACT_SIZE_FLAG)
                .expect("RING_F_MP_RTS_ENQ", SyncMode.MULTI_RTS.producerFlag())
                .expect("RING_F_MC_RTS_DEQ", SyncMode.MULTI_RTS.consumerFlag())
                .expect("RING_F_MP_HTS_ENQ", SyncMode.MULTI_HTS.producerFlag())
                .expect("RING_F_MC_HTS_DEQ", SyncMode.MULTI_HTS.consumerFlag())
                .expect("RTE_RING_SYNC_MT", SyncMode.MULTI.number())
                .expect("RTE_RING_SYNC_ST", SyncMode.SINGLE.number())
                .expect("RTE_RING_SYNC_MT_RTS", SyncMode.MULTI_RTS.number())
                .expect("RTE_RING_SYNC_MT_HTS", SyncMode.MULTI_HTS.number())
                .assertNothingLeft();
        assertThat(SyncMode.PRODUCER_FLAGS | SyncMode.CONSUMER_FLAGS | RingLayout.EXACT_SIZE_FLAG)
                .as("all flags there are")
                .isEqualTo(RingLayout.KNOWN_FLAGS);
    }

    @Test
    void limitsAreDpdks() {
        LayoutProbe.keys("RTE_CACHE_LINE_SIZE|RTE_RING_NAMESIZE|RTE_RING_SZ_MASK")
                .expect("RTE_CACHE_LINE_SIZE", LINE_64.cacheLine())
                .expect("RTE_RING_NAMESIZE", RingLayout.NAME_SIZE)
                .expect("RTE_RING_SZ_MASK", 2L * RingSpec.LARGEST_SIZE - 1)
                .assertNothingLeft();
        assertThat(RingSpec.ofEntries(RingSpec.LARGEST_SIZE).size()).isEqualTo(1 << 30);
        assertThat(RingSpec.ofCapacity(RingSpec.LARGEST_SIZE - 1).size()).isEqualTo(1 << 30);
        assertThatThrownBy(() -> RingSpec.ofCapacity(RingSpec.LARGEST_SIZE)).isInstanceOf(AnnulusException.class);
    }

    @Test
    void theHeaderForCLooksForARingWhereDpdkPutsIt() {
        LayoutProbe.keys("annulus\\.RING_.*")
                .expect("annulus.RING_NAME_OFFSET", RingLayout.NAME_OFFSET)
                .expect("annulus.RING_FLAGS_OFFSET", RingLayout.FLAGS_OFFSET)
                .expect("annulus.RING_MEMZONE_OFFSET", RingLayout.MEMZONE_OFFSET)
                .expect("annulus.RING_SIZE_OFFSET", RingLayout.SIZE_OFFSET)
                .expect("annulus.RING_MASK_OFFSET", RingLayout.MASK_OFFSET)
                .expect("annulus.RING_CAPACITY_OFFSET", RingLayout.CAPACITY_OFFSET)
                .expect("annulus.RING_SYNC_OFFSET", HeadTailLayout.SYNC_TYPE_OFFSET)
                .expect("annulus.RING_NAME_SIZE", RingLayout.NAME_SIZE)
                .expect("annulus.RING_SIZE_MAX", RingSpec.LARGEST_SIZE)
                .expect("annulus.RING_FLAG_EXACT", RingLayout.EXACT_SIZE_FLAG)
                .expect("annulus.RING_FLAGS_KNOWN", RingLayout.KNOWN_FLAGS)
                .assertNothingLeft();
    }

    @Test
    void memorySizesAreDpdks() {
        LayoutProbe probe = LayoutProbe.keys("memsize\\..*");
        for (int elementSize : ELEMENT_SIZES) {
            for (int count : COUNTS) {
                String key = String.format(Locale.ROOT, "memsize.%d.%d", elementSize, count);
                probe.expect(key, RingLayout.memoryBytes(LINE_64, elementSize, count));
            }
        }
        probe.assertNothingLeft();
    }
}
