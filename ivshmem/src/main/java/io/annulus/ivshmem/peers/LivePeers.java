// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.peers;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import io.annulus.memory.Words;
import io.annulus.region.Region;
import io.annulus.region.Zone;
import io.annulus.region.ZoneKind;
import java.lang.foreign.MemorySegment;
import java.util.BitSet;

/**
 * Who is at the server whose memory this is, as it says in that memory. Reads, and never writes.
 *
 * <p>A hint: everyone who has the memory can write there, and a server that was killed leaves those who were there then. What
 * is read is checked, so that nothing worse than a wrong answer can come of it. Safe for several threads.
 */
public final class LivePeers {
    /** The name of the zone with the list. */
    public static final String ZONE = LivePeersLayout.ZONE;

    private final MemorySegment zone;
    private final int vectors;

    private LivePeers(MemorySegment zone, int vectors) {
        this.zone = zone;
        this.vectors = vectors;
    }

    /**
     * Finds the list in a region.
     *
     * @param region that a server laid; the list lives as long
     * @return the list
     * @throws AnnulusException {@link Reason#NOT_FOUND} if there is none, {@link Reason#WRONG_KIND}, {@link Reason#WRONG_VERSION}
     *     or {@link Reason#BAD_GEOMETRY} if it is not what it should be
     */
    public static LivePeers in(Region region) {
        String where = region.info().path() + ": " + LivePeersLayout.ZONE;
        Zone zone = find(region, where);
        requireFit(zone, where);
        MemorySegment memory = region.memory(zone);
        int version = Words.loadAcquireInt(memory, LivePeersLayout.VERSION_OFFSET);
        if (version != LivePeersLayout.VERSION) {
            throw new AnnulusException(
                    Reason.WRONG_VERSION,
                    where + ": expected version " + LivePeersLayout.VERSION + ", found "
                            + Integer.toUnsignedString(version),
                    "Use the Annulus that the server is of");
        }
        int vectors = Words.loadAcquireInt(memory, LivePeersLayout.VECTORS_OFFSET);
        if (vectors < 0 || vectors > LivePeersLayout.MOST_VECTORS) {
            throw new AnnulusException(
                    Reason.BAD_GEOMETRY,
                    where + ": expected 0 to " + LivePeersLayout.MOST_VECTORS + " vectors, found " + vectors,
                    "Somebody wrote over it; the server writes it anew when it starts");
        }
        return new LivePeers(memory, vectors);
    }

    private static Zone find(Region region, String where) {
        return region.zones().stream()
                .filter(zone -> zone.name().equals(LivePeersLayout.ZONE))
                .findFirst()
                .orElseThrow(() -> new AnnulusException(
                        Reason.NOT_FOUND,
                        where + ": expected the server's list of its peers, found none",
                        "Start the server with --region and with memory that has room for it, 128K or more"));
    }

    static void requireFit(Zone zone, String where) {
        if (zone.kind() != ZoneKind.RAW || zone.length() != LivePeersLayout.SIZE) {
            throw new AnnulusException(
                    Reason.WRONG_KIND,
                    where + ": expected a raw zone of " + LivePeersLayout.SIZE + " bytes, found a "
                            + (zone.kind() == ZoneKind.RAW ? "raw zone" : "ring") + " of " + zone.length(),
                    "That name is the server's; remove whatever has it, and start the server again");
        }
    }

    /**
     * How many doorbells each peer has.
     *
     * @return 0 to 64
     */
    public int vectors() {
        return vectors;
    }

    /**
     * Whether a peer is there.
     *
     * @param id any number
     * @return true if it is; false for what cannot be an id, too
     */
    public boolean isLive(int id) {
        return id >= 0
                && id < LivePeersLayout.IDS
                && (Words.loadAcquireLong(zone, LivePeersLayout.offsetOf(id)) >>> id & 1) != 0;
    }

    /**
     * Everybody who is there. Others may come and go while it is read.
     *
     * @return their ids; a copy
     */
    public BitSet ids() {
        long[] words = new long[LivePeersLayout.IDS / Long.SIZE];
        for (int i = 0; i < words.length; i++) {
            words[i] = Words.loadAcquireLong(zone, LivePeersLayout.offsetOf(i * Long.SIZE));
        }
        return BitSet.valueOf(words);
    }

    /**
     * How often somebody has come or gone: another number means that it is worth to look again.
     *
     * @return any number
     */
    public long changes() {
        return Words.loadAcquireLong(zone, LivePeersLayout.CHANGES_OFFSET);
    }
}
