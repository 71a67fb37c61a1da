// SPDX-License-Identifier: Apache-2.0
package io.annulus.ring;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import io.annulus.sync.HeadTailLayout;

/**
 * How the threads on one side of a ring keep out of each other's way ({@code enum rte_ring_sync_type}).
 * {@code docs/choosing-a-mode.md} helps to choose.
 */
public enum SyncMode {
    /** Any number of threads; each waits for those that began before it to finish ({@code RTE_RING_SYNC_MT}). */
    MULTI(HeadTailLayout.MULTI, 0, 0),
    /** One thread at a time ({@code RTE_RING_SYNC_ST}). */
    SINGLE(HeadTailLayout.SINGLE, 0x01, 0x02),
    /** Any number; the last to finish shows the elements of all ({@code RTE_RING_SYNC_MT_RTS}, relaxed tail sync). */
    MULTI_RTS(HeadTailLayout.MULTI_RTS, 0x08, 0x10),
    /** Any number, one operation at a time ({@code RTE_RING_SYNC_MT_HTS}, head/tail sync). */
    MULTI_HTS(HeadTailLayout.MULTI_HTS, 0x20, 0x40);

    static final int PRODUCER_FLAGS = 0x01 | 0x08 | 0x20;
    static final int CONSUMER_FLAGS = 0x02 | 0x10 | 0x40;

    private final int number;
    private final int producerFlag;
    private final int consumerFlag;

    SyncMode(int number, int producerFlag, int consumerFlag) {
        this.number = number;
        this.producerFlag = producerFlag;
        this.consumerFlag = consumerFlag;
    }

    /**
     * DPDK's number for it, as it stands in the ring.
     *
     * @return 0 to 3
     */
    public int number() {
        return number;
    }

    /**
     * Its word in text and JSON.
     *
     * @return {@code single}, {@code multi}, {@code rts} or {@code hts}
     */
    public String word() {
        return switch (this) {
            case SINGLE -> "single";
            case MULTI -> "multi";
            case MULTI_RTS -> "rts";
            case MULTI_HTS -> "hts";
        };
    }

    int producerFlag() {
        return producerFlag;
    }

    int consumerFlag() {
        return consumerFlag;
    }

    static SyncMode ofProducerFlags(int flags, String where) {
        for (SyncMode mode : values()) {
            if (mode.producerFlag == (flags & PRODUCER_FLAGS)) {
                return mode;
            }
        }
        throw contradiction("producer", flags, where);
    }

    static SyncMode ofConsumerFlags(int flags, String where) {
        for (SyncMode mode : values()) {
            if (mode.consumerFlag == (flags & CONSUMER_FLAGS)) {
                return mode;
            }
        }
        throw contradiction("consumer", flags, where);
    }

    private static AnnulusException contradiction(String side, int flags, String where) {
        return new AnnulusException(
                Reason.BAD_FLAGS,
                where + ": expected at most one sync flag for the " + side + " side, found flags 0x"
                        + Integer.toHexString(flags),
                "The ring was created with conflicting flags (DPDK's create returns such a ring); create it anew");
    }
}
