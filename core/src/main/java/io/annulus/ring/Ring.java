// SPDX-License-Identifier: Apache-2.0
package io.annulus.ring;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import io.annulus.liveness.ParticipantInfo;
import io.annulus.liveness.Purpose;
import io.annulus.memory.Words;
import io.annulus.region.AbiProfile;
import io.annulus.region.ClaimPolicy;
import io.annulus.region.EntryInfo;
import io.annulus.region.LockedOperations;
import io.annulus.region.Region;
import io.annulus.region.Zone;
import io.annulus.region.ZoneKind;
import io.annulus.region.ZoneSpec;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;

/**
 * A ring as seen from this process; any number of these may look at the same memory. Safe for use by several threads.
 * Elements are moved by {@link Producer} and {@link Consumer} roles only.
 *
 * @see <a href="https://doc.dpdk.org/guides/prog_guide/ring_lib.html">DPDK programmer's guide, Ring Library</a>
 */
public final class Ring {
    private final RingHeader header;
    private final MemorySegment memory;
    private final RingSides sides;
    private final Indices indices;

    private Ring(RingHeader header, MemorySegment memory, RolePlace place) {
        this(header, memory, new RingSides(memory, header, place, place::mover));
    }

    private Ring(RingHeader header, MemorySegment memory, RingSides sides) {
        this.header = header;
        this.memory = memory;
        this.sides = sides;
        this.indices = new Indices(sides);
    }

    /**
     * Creates a ring in a region. Its name appears when it is complete.
     *
     * @param region open for reading and writing
     * @param name 1 to 28 characters, see {@link ZoneSpec}
     * @param spec size and modes
     * @return the ring
     * @throws AnnulusException if the name is taken, or the region has not enough room
     */
    public static Ring create(Region region, String name, RingSpec spec) {
        AbiProfile profile = region.info().profile();
        long bytes = RingLayout.memoryBytes(profile, spec.elementSize(), spec.size());
        ZoneSpec zone = new ZoneSpec(name, ZoneKind.RING, bytes, RingLayout.guardBytes(profile), spec.elementSize());
        return attach(region, region.createZone(zone, memory -> RingHeader.write(memory, name, spec, profile)));
    }

    /**
     * Attaches to a ring by name: checks it, and writes nothing.
     *
     * @param region where it is
     * @param name exactly as it was created
     * @return the ring
     * @throws AnnulusException {@link Reason#NOT_FOUND}, listing what there is, or what is wrong with the ring
     */
    public static Ring attach(Region region, String name) {
        return attach(region, region.zone(name));
    }

    private static Ring attach(Region region, Zone zone) {
        String where = region.info().path() + ": '" + zone.name() + "'";
        if (zone.kind() != ZoneKind.RING) {
            throw new AnnulusException(
                    Reason.WRONG_KIND,
                    where + ": expected a ring, found a raw zone",
                    "If a program made a ring in it, attach to its memory with attachRaw");
        }
        MemorySegment memory = region.memory(zone);
        RingHeader header =
                RingHeader.read(memory, zone.elementSize(), region.info().profile(), where);
        if (!header.name().equals(zone.name())) {
            throw new AnnulusException(
                    Reason.BAD_GEOMETRY,
                    where + ": expected a ring of that name, found one named '" + header.name() + "'",
                    "Something wrote over the ring; remove it and create it anew");
        }
        return new Ring(header, memory, new RegionPlace(region, zone));
    }

    /**
     * Makes a ring in any memory, as {@code rte_ring_init} does. Its roles are unclaimed: that only one uses a SINGLE side
     * is up to the callers.
     *
     * @param memory outside the heap, aligned to 8 bytes, large enough; the ring is at its start and its header zeroed
     * @param name 1 to 28 characters, see {@link ZoneSpec}
     * @param spec size and modes
     * @param profile of the DPDK that shares it
     * @return the ring
     */
    public static Ring createRaw(MemorySegment memory, String name, RingSpec spec, AbiProfile profile) {
        ZoneSpec.requireName(name);
        long bytes = RingLayout.tableOffset(profile) + (long) spec.size() * spec.elementSize();
        if (bytes > memory.byteSize()) {
            throw new AnnulusException(
                    Reason.NO_SPACE,
                    "ring '" + name + "': expected " + bytes + " bytes, found " + memory.byteSize(),
                    "Give more memory, or ask for fewer entries");
        }
        RingHeader.requirePlace(memory, profile, "ring '" + name + "'");
        if (memory.isReadOnly()) {
            throw RawPlace.readOnly();
        }
        Words.zero(memory, 0, RingLayout.tableOffset(profile));
        RingHeader.write(memory, name, spec, profile);
        return attachRaw(memory, spec.elementSize(), profile);
    }

    /**
     * Attaches to a ring in any memory, such as one that a C program made: checks it, and writes nothing. Its roles are
     * unclaimed: that only one uses a SINGLE side is up to the callers.
     *
     * @param memory with the ring at its start; mapped for as long as the ring is used
     * @param elementSize bytes of an element: the ring itself does not say
     * @param profile of the DPDK that made it
     * @return the ring
     * @throws AnnulusException saying what is wrong with the ring
     */
    public static Ring attachRaw(MemorySegment memory, int elementSize, AbiProfile profile) {
        return attachRaw(memory, elementSize, profile, LockedOperations.usual());
    }

    /**
     * As {@link #attachRaw(MemorySegment, int, AbiProfile)}, in memory that may be of an unusual kind, as that of a device.
     *
     * @param memory with the ring at its start; mapped for as long as the ring is used
     * @param elementSize bytes of an element: the ring itself does not say
     * @param profile of the DPDK that made it
     * @param lockedOperations whether roles may use them
     * @return the ring
     * @throws AnnulusException saying what is wrong with the ring
     */
    public static Ring attachRaw(
            MemorySegment memory, int elementSize, AbiProfile profile, LockedOperations lockedOperations) {
        RingHeader header = RingHeader.read(memory, elementSize, profile, "raw ring");
        return new Ring(header, memory, new RawPlace(memory, lockedOperations));
    }

    /**
     * This ring with code of its own, which is faster: where and what the ring is are constants in it. The code is made by
     * this call, in less than a millisecond, compiled by itself, and unloaded with the object returned and its roles. It is
     * for few rings that live long; a place in a program where more than two such rings are used is slower than without.
     *
     * @return the same ring; roles taken through it use the code
     */
    public Ring withOwnCode() {
        return new Ring(header, memory, sides.withOwnCode());
    }

    /**
     * Takes a role on the producer side.
     *
     * @return the calling thread's own
     * @throws AnnulusException {@link Reason#SIDE_HELD} naming the holder, if the side is SINGLE and taken;
     *     {@link Reason#UNSUPPORTED_MODE} if it is not SINGLE and {@link LockedOperations} are to be avoided in the ring's
     *     memory
     */
    public Producer producer() {
        return sides.producer(ClaimPolicy.EXCLUSIVE);
    }

    /**
     * Takes a role on the producer side even from a holder that may be alive elsewhere; see
     * {@link ClaimPolicy#EXCLUSIVE_BY_FORCE}. A side that is not SINGLE it takes even where {@link LockedOperations} are
     * to be avoided.
     *
     * @return the calling thread's own
     * @throws AnnulusException {@link Reason#SIDE_HELD} if the holder is known to be alive
     */
    public Producer producerByForce() {
        return sides.producer(ClaimPolicy.EXCLUSIVE_BY_FORCE);
    }

    /**
     * Takes a role on the consumer side.
     *
     * @return the calling thread's own
     * @throws AnnulusException {@link Reason#SIDE_HELD} naming the holder, if the side is SINGLE and taken;
     *     {@link Reason#UNSUPPORTED_MODE} if it is not SINGLE and {@link LockedOperations} are to be avoided in the ring's
     *     memory
     */
    public Consumer consumer() {
        return sides.consumer(ClaimPolicy.EXCLUSIVE);
    }

    /**
     * Takes a role on the consumer side even from a holder that may be alive elsewhere; see
     * {@link ClaimPolicy#EXCLUSIVE_BY_FORCE}. A side that is not SINGLE it takes even where {@link LockedOperations} are
     * to be avoided.
     *
     * @return the calling thread's own
     * @throws AnnulusException {@link Reason#SIDE_HELD} if the holder is known to be alive
     */
    public Consumer consumerByForce() {
        return sides.consumer(ClaimPolicy.EXCLUSIVE_BY_FORCE);
    }

    /**
     * Elements that can be dequeued: enqueued completely and not yet dequeued completely.
     *
     * @return 0 to {@link #capacity}
     */
    public int count() {
        return indices.count();
    }

    /**
     * Elements that fit.
     *
     * @return 0 to {@link #capacity}
     */
    public int freeCount() {
        return header.capacity() - count();
    }

    /**
     * Whether there is nothing to dequeue.
     *
     * @return true if {@link #count} is 0
     */
    public boolean isEmpty() {
        return count() == 0;
    }

    /**
     * Whether nothing more fits.
     *
     * @return true if {@link #freeCount} is 0
     */
    public boolean isFull() {
        return freeCount() == 0;
    }

    /**
     * The ring's name.
     *
     * @return 1 to 28 characters; a raw ring may have none
     */
    public String name() {
        return header.name();
    }

    /**
     * Slots in the table.
     *
     * @return a power of two
     */
    public int size() {
        return header.size();
    }

    /**
     * Elements it can hold.
     *
     * @return the size less one, or the exact number asked for
     */
    public int capacity() {
        return header.capacity();
    }

    /**
     * Bytes of an element.
     *
     * @return a multiple of 4
     */
    public int elementSize() {
        return header.elementSize();
    }

    /**
     * Everything there is to know, at this moment.
     *
     * @return a snapshot
     */
    public RingInfo info() {
        return indices.info();
    }

    /**
     * Operations in progress on either side, and who may be in the middle of them. To be asked again after a while: only
     * what stays is stalled.
     *
     * @return empty if both sides are idle
     */
    public List<Stall> stalls() {
        return indices.stalls();
    }

    /**
     * Checks the indices as an onlooker; a ring in use is no worse for it.
     *
     * @throws AnnulusException {@link Reason#WILD_INDEX} if no sequence of correct operations leads to them
     */
    public void requireSoundIndices() {
        indices.requireSound();
    }

    /**
     * Who has roles open on one side; C programs do not show up here.
     *
     * @param side {@link Purpose#PRODUCER} or {@link Purpose#CONSUMER}
     * @return a snapshot; always empty for a raw ring
     */
    public List<ParticipantInfo> participants(Purpose side) {
        return sides.place().participants(side);
    }

    /**
     * What the region's directory says about the ring.
     *
     * @return a snapshot; empty for a raw ring
     */
    public Optional<EntryInfo> entry() {
        return sides.place().entry();
    }

    /**
     * Words of the header that somebody wrote over since this object was made, which read them once and for all.
     *
     * @return a snapshot, empty in every sound ring
     */
    public List<HeaderWord> changedHeaderWords() {
        return header.changedWords(memory);
    }

    /**
     * Empties the ring and sets all its indices to 0.
     *
     * @throws AnnulusException {@link Reason#IN_USE} while roles are open, here or in another process; C programs and, on
     *     a raw ring, roles taken through other {@code Ring} objects do not show up and must be kept out by other means
     */
    public void reset() {
        sides.reset();
    }

    /**
     * How far the head of a MULTI_RTS producer side may be ahead of its tail before operations wait
     * ({@code rte_ring_get_prod_htd_max}).
     *
     * @return elements, 0 to 2^32 - 1; from the capacity on, there is no limit
     * @throws AnnulusException {@link Reason#UNSUPPORTED_MODE} if the side has another mode
     */
    public long producerHeadTailDistance() {
        return sides.words(Purpose.PRODUCER).distance();
    }

    /**
     * Changes how far the head of a MULTI_RTS producer side may be ahead of its tail, for operations that begin after it
     * ({@code rte_ring_set_prod_htd_max}). Safe at any time.
     *
     * @param elements 0 for one operation at a time, up to 2^32 - 1
     * @throws AnnulusException {@link Reason#UNSUPPORTED_MODE} if the side has another mode
     */
    public void setProducerHeadTailDistance(long elements) {
        sides.words(Purpose.PRODUCER).setDistance(elements);
    }

    /**
     * As {@link #producerHeadTailDistance}, of the consumer side ({@code rte_ring_get_cons_htd_max}).
     *
     * @return elements, 0 to 2^32 - 1
     * @throws AnnulusException {@link Reason#UNSUPPORTED_MODE} if the side has another mode
     */
    public long consumerHeadTailDistance() {
        return sides.words(Purpose.CONSUMER).distance();
    }

    /**
     * As {@link #setProducerHeadTailDistance}, of the consumer side ({@code rte_ring_set_cons_htd_max}).
     *
     * @param elements 0 for one operation at a time, up to 2^32 - 1
     * @throws AnnulusException {@link Reason#UNSUPPORTED_MODE} if the side has another mode
     */
    public void setConsumerHeadTailDistance(long elements) {
        sides.words(Purpose.CONSUMER).setDistance(elements);
    }

    /** The ring itself, for tests that write into it what no correct program would. */
    MemorySegment memory() {
        return memory;
    }

    long producerOffset() {
        return RingLayout.producerOffset(header.profile());
    }

    long consumerOffset() {
        return RingLayout.consumerOffset(header.profile());
    }
}
