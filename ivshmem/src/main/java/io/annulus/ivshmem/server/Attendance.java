// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.server;

import io.annulus.error.AnnulusException;
import io.annulus.ivshmem.peers.LivePeersWriter;
import io.annulus.posix.memory.MappedRegion;
import io.annulus.posix.memory.SharedMemory;
import io.annulus.region.Region;
import java.util.BitSet;
import java.util.Optional;

/**
 * Who is there, written into the memory for those who have no other way to know, if it has a region with room for that. The
 * memory is everybody's: what is wrong in it costs the list, and never the server.
 */
final class Attendance implements AutoCloseable {
    private final Optional<Region> region;
    private final Optional<LivePeersWriter> list;
    private final String note;
    private boolean own;

    private Attendance(Optional<Region> region, Optional<LivePeersWriter> list, String note) {
        this.region = region;
        this.list = list;
        this.note = note;
    }

    /** In the memory of a server that starts: nobody is there. Where a region was asked for, the list is made if it can be. */
    static Attendance begin(SharedMemory memory, Optional<RegionPlan> plan, int vectors) {
        Attendance attendance = in(memory, plan);
        attendance.take(vectors, new BitSet());
        return attendance;
    }

    /** The list that is there or was asked for, left as it is until it is taken. */
    static Attendance in(SharedMemory memory, Optional<RegionPlan> plan) {
        Optional<Region> region = Optional.empty();
        try {
            region = Optional.of(MappedRegion.attach(memory));
            Region there = region.get();
            Optional<LivePeersWriter> list =
                    plan.isPresent() ? Optional.of(LivePeersWriter.findOrCreate(there)) : LivePeersWriter.find(there);
            if (list.isPresent()) {
                return new Attendance(region, list, ", with a list of the peers");
            }
            there.close();
            return new Attendance(Optional.empty(), Optional.empty(), "");
        } catch (AnnulusException e) {
            region.ifPresent(Region::close);
            String note = plan.isPresent() ? ", without a list of the peers: " + e.getMessage() : "";
            return new Attendance(Optional.empty(), Optional.empty(), note);
        }
    }

    /** From now on this server alone writes it. */
    void take(int vectors, BitSet live) {
        list.ifPresent(writer -> writer.begin(vectors, live));
        own = true;
    }

    void enter(int id) {
        list.ifPresent(writer -> writer.enter(id));
    }

    void leave(int id) {
        list.ifPresent(writer -> writer.leave(id));
    }

    /** For the server's start line; empty where nobody expects a list. */
    String note() {
        return note;
    }

    /** Another server writes it from now on. */
    void letGo() {
        own = false;
    }

    @Override
    public void close() {
        if (own) {
            list.ifPresent(LivePeersWriter::end);
            own = false;
        }
        region.ifPresent(Region::close);
    }
}
