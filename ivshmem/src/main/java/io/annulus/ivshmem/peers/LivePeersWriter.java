// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.peers;

import io.annulus.error.AnnulusException;
import io.annulus.memory.Words;
import io.annulus.region.Region;
import io.annulus.region.Zone;
import io.annulus.region.ZoneSpec;
import java.lang.foreign.MemorySegment;
import java.util.BitSet;
import java.util.Optional;

/**
 * The server's side of the list: its one writer. It keeps what it says in its own memory, so that whatever others write there
 * is gone with the next change of the same word.
 */
public final class LivePeersWriter {
    private final MemorySegment zone;
    private final BitSet ids = new BitSet();
    private long changes;

    private LivePeersWriter(MemorySegment zone) {
        this.zone = zone;
    }

    /**
     * Writes to the list that is there.
     *
     * @param region that lives as long as the writer
     * @return the writer, or empty if there is no list; what the list says stays until {@link #begin}
     * @throws AnnulusException if something else has its name
     */
    public static Optional<LivePeersWriter> find(Region region) {
        return region.zones().stream()
                .filter(zone -> zone.name().equals(LivePeersLayout.ZONE))
                .findFirst()
                .map(zone -> of(region, zone));
    }

    /**
     * Writes to the list that is there, or to a new one.
     *
     * @param region that lives as long as the writer
     * @return the writer
     * @throws AnnulusException if there is no room for it, or something else has its name
     */
    public static LivePeersWriter findOrCreate(Region region) {
        return find(region)
                .orElseGet(() -> of(
                        region,
                        region.createZone(
                                ZoneSpec.raw(LivePeersLayout.ZONE, LivePeersLayout.SIZE),
                                memory -> {}))); // All zero: no version, so that nobody reads it yet.
    }

    private static LivePeersWriter of(Region region, Zone zone) {
        LivePeers.requireFit(zone, region.info().path() + ": " + LivePeersLayout.ZONE);
        return new LivePeersWriter(region.memory(zone));
    }

    /**
     * Says who is there, whatever it said before.
     *
     * @param vectors of each peer
     * @param live their ids
     */
    public void begin(int vectors, BitSet live) {
        ids.clear();
        ids.or(live);
        for (int id = 0; id < LivePeersLayout.IDS; id += Long.SIZE) {
            store(id);
        }
        changes = Words.loadAcquireLong(zone, LivePeersLayout.CHANGES_OFFSET);
        Words.storeReleaseInt(zone, LivePeersLayout.VECTORS_OFFSET, vectors);
        Words.storeReleaseInt(zone, LivePeersLayout.VERSION_OFFSET, LivePeersLayout.VERSION);
        change();
    }

    /**
     * A peer has come.
     *
     * @param id 0 to 65535
     */
    public void enter(int id) {
        ids.set(id);
        store(id);
        change();
    }

    /**
     * A peer has gone.
     *
     * @param id 0 to 65535
     */
    public void leave(int id) {
        ids.clear(id);
        store(id);
        change();
    }

    /** Nobody is there any more, and neither is the server. */
    public void end() {
        ids.stream().forEach(id -> Words.storeReleaseLong(zone, LivePeersLayout.offsetOf(id), 0));
        ids.clear();
        change();
    }

    private void store(int id) {
        int first = id / Long.SIZE * Long.SIZE;
        long[] word = ids.get(first, first + Long.SIZE).toLongArray();
        Words.storeReleaseLong(zone, LivePeersLayout.offsetOf(id), word.length == 0 ? 0 : word[0]);
    }

    private void change() {
        Words.storeReleaseLong(zone, LivePeersLayout.CHANGES_OFFSET, ++changes);
    }
}
