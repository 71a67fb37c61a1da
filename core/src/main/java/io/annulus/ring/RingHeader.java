// SPDX-License-Identifier: Apache-2.0
package io.annulus.ring;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import io.annulus.memory.Words;
import io.annulus.region.AbiProfile;
import io.annulus.region.ZoneSpec;
import io.annulus.sync.HeadTailLayout;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A ring's geometry, copied from shared memory once, checked, and never read from there again.
 *
 * @param name as it stands in the ring
 * @param flags as given to its creation
 * @param size slots
 * @param capacity elements it can hold
 * @param elementSize bytes of one
 * @param producers sync mode
 * @param consumers sync mode
 * @param profile where things lie
 */
record RingHeader(
        String name,
        int flags,
        int size,
        int capacity,
        int elementSize,
        SyncMode producers,
        SyncMode consumers,
        AbiProfile profile) {

    /** Writes what {@code rte_ring_init} writes into zeroed memory. */
    static void write(MemorySegment ring, String name, RingSpec spec, AbiProfile profile) {
        byte[] padded = Arrays.copyOf(name.getBytes(StandardCharsets.US_ASCII), RingLayout.NAME_SIZE);
        Words.storeBytes(ring, RingLayout.NAME_OFFSET, padded);
        Words.storeOpaqueInt(ring, RingLayout.FLAGS_OFFSET, spec.flags());
        Words.storeOpaqueLong(ring, RingLayout.MEMZONE_OFFSET, 0);
        Words.storeOpaqueInt(ring, RingLayout.SIZE_OFFSET, spec.size());
        Words.storeOpaqueInt(ring, RingLayout.MASK_OFFSET, spec.size() - 1);
        Words.storeOpaqueInt(ring, RingLayout.CAPACITY_OFFSET, spec.capacity());
        writeSide(ring, RingLayout.producerOffset(profile), spec.producers(), spec.initialHeadTailDistance());
        writeSide(ring, RingLayout.consumerOffset(profile), spec.consumers(), spec.initialHeadTailDistance());
    }

    private static void writeSide(MemorySegment ring, long side, SyncMode mode, int distance) {
        for (long word : HeadTailLayout.indexWords(mode.number())) {
            Words.storeOpaqueLong(ring, side + word, HeadTailLayout.idleAt(0));
        }
        if (mode == SyncMode.MULTI_RTS) {
            Words.storeOpaqueInt(ring, side + HeadTailLayout.RTS_DISTANCE_OFFSET, distance);
        }
        Words.storeReleaseInt(ring, side + HeadTailLayout.SYNC_TYPE_OFFSET, mode.number());
    }

    /** Reads and checks; {@code where} is for messages. */
    static RingHeader read(MemorySegment ring, int elementSize, AbiProfile profile, String where) {
        requirePlace(ring, profile, where);
        String name = readName(ring, where);
        int flags = Words.loadAcquireInt(ring, RingLayout.FLAGS_OFFSET);
        int size = Words.loadAcquireInt(ring, RingLayout.SIZE_OFFSET);
        int mask = Words.loadAcquireInt(ring, RingLayout.MASK_OFFSET);
        int capacity = Words.loadAcquireInt(ring, RingLayout.CAPACITY_OFFSET);
        if ((flags & ~RingLayout.KNOWN_FLAGS) != 0) {
            throw new AnnulusException(
                    Reason.BAD_FLAGS,
                    where + ": expected flags within 0x7f, found 0x" + Integer.toHexString(flags),
                    "This is no ring, or one of a DPDK this version does not know");
        }
        SyncMode producers = SyncMode.ofProducerFlags(flags, where);
        SyncMode consumers = SyncMode.ofConsumerFlags(flags, where);
        requireSyncType(ring, RingLayout.producerOffset(profile), producers, "producer", where);
        requireSyncType(ring, RingLayout.consumerOffset(profile), consumers, "consumer", where);
        require(
                size >= 2 && size <= RingSpec.LARGEST_SIZE && Integer.bitCount(size) == 1,
                where,
                "a size that is a power of two from 2 to 2^30",
                Integer.toUnsignedString(size));
        require(mask == size - 1, where, "mask " + (size - 1), Integer.toUnsignedString(mask));
        boolean exact = (flags & RingLayout.EXACT_SIZE_FLAG) != 0;
        boolean plausible = exact
                ? capacity >= 1 && capacity < size && Integer.highestOneBit(capacity) << 1 == size
                : capacity == mask;
        require(
                plausible,
                where,
                exact ? "an exact capacity from " + size / 2 + " to " + mask : "capacity " + mask,
                Integer.toUnsignedString(capacity));
        require(
                elementSize >= 4 && elementSize % 4 == 0,
                where,
                "an element size that is a multiple of 4",
                Integer.toString(elementSize));
        long bytes = RingLayout.tableOffset(profile) + (long) size * elementSize;
        require(
                bytes <= ring.byteSize(),
                where,
                bytes + " bytes for " + size + " elements of " + elementSize + " bytes",
                Long.toString(ring.byteSize()));
        return new RingHeader(name, flags, size, capacity, elementSize, producers, consumers, profile);
    }

    /** The words that no longer say what was read; nothing that this process does depends on them any more. */
    List<HeaderWord> changedWords(MemorySegment ring) {
        List<HeaderWord> changed = new ArrayList<>();
        addIfChanged(changed, ring, "flags", RingLayout.FLAGS_OFFSET, flags);
        addIfChanged(changed, ring, "size", RingLayout.SIZE_OFFSET, size);
        addIfChanged(changed, ring, "mask", RingLayout.MASK_OFFSET, size - 1);
        addIfChanged(changed, ring, "capacity", RingLayout.CAPACITY_OFFSET, capacity);
        long producer = RingLayout.producerOffset(profile) + HeadTailLayout.SYNC_TYPE_OFFSET;
        long consumer = RingLayout.consumerOffset(profile) + HeadTailLayout.SYNC_TYPE_OFFSET;
        addIfChanged(changed, ring, "producer sync type", producer, producers.number());
        addIfChanged(changed, ring, "consumer sync type", consumer, consumers.number());
        return changed;
    }

    private static void addIfChanged(List<HeaderWord> changed, MemorySegment ring, String name, long at, int expected) {
        int found = Words.loadAcquireInt(ring, at);
        if (found != expected) {
            changed.add(new HeaderWord(name, expected, found));
        }
    }

    static void requirePlace(MemorySegment ring, AbiProfile profile, String where) {
        require(ring.isNative(), where, "memory outside the Java heap", "a heap segment");
        require(
                ring.address() % Long.BYTES == 0,
                where,
                "an address that is a multiple of 8",
                "0x" + Long.toHexString(ring.address()));
        long least = RingLayout.tableOffset(profile);
        require(ring.byteSize() >= least, where, least + " bytes or more", Long.toString(ring.byteSize()));
    }

    private static String readName(MemorySegment ring, String where) {
        byte[] bytes = Words.loadBytes(ring, RingLayout.NAME_OFFSET, RingLayout.NAME_SIZE);
        int end = 0;
        while (end < bytes.length && bytes[end] != 0) {
            end++;
        }
        require(end < bytes.length, where, "a name that ends within 29 bytes", "none that does");
        return ZoneSpec.printable(bytes);
    }

    private static void requireSyncType(MemorySegment ring, long side, SyncMode mode, String sideName, String where) {
        int found = Words.loadAcquireInt(ring, side + HeadTailLayout.SYNC_TYPE_OFFSET);
        if (found != mode.number()) {
            throw new AnnulusException(
                    Reason.BAD_FLAGS,
                    where + ": expected " + sideName + " sync type " + mode.number() + ", as the flags say, found "
                            + Integer.toUnsignedString(found),
                    "This is no ring, or the cache line or guard lines of its DPDK build are others than assumed");
        }
    }

    private static void require(boolean holds, String where, String expected, String found) {
        if (!holds) {
            throw new AnnulusException(
                    Reason.BAD_GEOMETRY,
                    where + ": expected " + expected + ", found " + found,
                    "This is no ring, or a damaged one; nothing was changed");
        }
    }
}
