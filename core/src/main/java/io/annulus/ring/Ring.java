// SPDX-License-Identifier: Apache-2.0
package io.annulus.ring;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import io.annulus.liveness.Purpose;
import io.annulus.memory.Words;
import io.annulus.region.AbiProfile;
import io.annulus.region.ClaimPolicy;
import io.annulus.region.Region;
import io.annulus.region.Zone;
import io.annulus.region.ZoneKind;
import io.annulus.region.ZoneSpec;
import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * A ring as seen from this process; any number of these may look at the same memory. Safe for use by several threads.
 * Elements are moved by {@link Producer} and {@link Consumer} roles only.
 *
 * @see <a href="https://doc.dpdk.org/guides/prog_guide/ring_lib.html">DPDK programmer's guide, Ring Library</a>
 */
public final class Ring {
    private final RingHeader header;
    private final MemorySegment memory;
    private final long producer;
    private final long consumer;
    private final RolePlace place;
    private final Indices indices;

    private Ring(RingHeader header, MemorySegment memory, RolePlace place) {
        this.header = header;
        this.memory = memory;
        this.producer = RingLayout.producerOffset(header.profile());
        this.consumer = RingLayout.consumerOffset(header.profile());
        this.place = place;
        this.indices = new Indices(memory, header);
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
        RingHeader header = RingHeader.read(memory, elementSize, profile, "raw ring");
        return new Ring(header, memory, new RawPlace(memory));
    }

    /**
     * Takes a role on the producer side.
     *
     * @return the calling thread's own
     * @throws AnnulusException {@link Reason#SIDE_HELD} naming the holder, if the side is SINGLE and taken
     */
    public Producer producer() {
        return openProducer(exclusiveIf(header.producers(), ClaimPolicy.EXCLUSIVE));
    }

    /**
     * Takes a role on the producer side even from a holder that may be alive elsewhere; see
     * {@link ClaimPolicy#EXCLUSIVE_BY_FORCE}.
     *
     * @return the calling thread's own
     * @throws AnnulusException {@link Reason#SIDE_HELD} if the holder is known to be alive
     */
    public Producer producerByForce() {
        return openProducer(exclusiveIf(header.producers(), ClaimPolicy.EXCLUSIVE_BY_FORCE));
    }

    private Producer openProducer(ClaimPolicy policy) {
        requireOperable(header.producers());
        SideSync side = side(header.producers(), producer, consumer, header.capacity());
        Table table = table();
        Runnable release = take(Purpose.PRODUCER, header.producers(), policy, side);
        return new Producer(side, table, release);
    }

    /**
     * Takes a role on the consumer side.
     *
     * @return the calling thread's own
     * @throws AnnulusException {@link Reason#SIDE_HELD} naming the holder, if the side is SINGLE and taken
     */
    public Consumer consumer() {
        return openConsumer(exclusiveIf(header.consumers(), ClaimPolicy.EXCLUSIVE));
    }

    /**
     * Takes a role on the consumer side even from a holder that may be alive elsewhere; see
     * {@link ClaimPolicy#EXCLUSIVE_BY_FORCE}.
     *
     * @return the calling thread's own
     * @throws AnnulusException {@link Reason#SIDE_HELD} if the holder is known to be alive
     */
    public Consumer consumerByForce() {
        return openConsumer(exclusiveIf(header.consumers(), ClaimPolicy.EXCLUSIVE_BY_FORCE));
    }

    private Consumer openConsumer(ClaimPolicy policy) {
        requireOperable(header.consumers());
        SideSync side = side(header.consumers(), consumer, producer, 0);
        Table table = table();
        Runnable release = take(Purpose.CONSUMER, header.consumers(), policy, side);
        return new Consumer(side, table, release);
    }

    // Last, when nothing can fail any more that would leave the side taken and nobody to give it back.
    private Runnable take(Purpose purpose, SyncMode mode, ClaimPolicy policy, SideSync side) {
        Runnable release = place.take(purpose, mode, policy);
        if (place.claims() && side instanceof SingleSync single) {
            single.settle();
        }
        return release;
    }

    private static ClaimPolicy exclusiveIf(SyncMode mode, ClaimPolicy exclusive) {
        return mode == SyncMode.SINGLE ? exclusive : ClaimPolicy.SHARED;
    }

    private SideSync side(SyncMode mode, long own, long opposite, int base) {
        return mode == SyncMode.MULTI
                ? new MultiSync(memory, own, opposite, base, header.capacity())
                : new SingleSync(memory, own, opposite, base, header.capacity());
    }

    private Table table() {
        long offset = RingLayout.tableOffset(header.profile());
        long bytes = (long) header.size() * header.elementSize();
        return new Table(memory.asSlice(offset, bytes), header.size(), header.elementSize());
    }

    private static void requireOperable(SyncMode mode) {
        if (mode != SyncMode.SINGLE && mode != SyncMode.MULTI) {
            throw new AnnulusException(
                    Reason.UNSUPPORTED_MODE,
                    "expected a SINGLE or MULTI side, found " + mode,
                    "This version can look at such a ring, and operate its other side");
        }
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
        return indices.info(place.offset());
    }

    /**
     * Operations in progress on either side, and who may be in the middle of them. To be asked again after a while: only
     * what stays is stalled.
     *
     * @return empty if both sides are idle
     */
    public List<Stall> stalls() {
        return indices.stalls(place);
    }

    /**
     * Checks the indices as an onlooker; a ring in use is no worse for it.
     *
     * @throws AnnulusException {@link Reason#WILD_INDEX} if no sequence of correct operations leads to them
     */
    public void requireSoundIndices() {
        indices.requireSound(header.name());
    }

    /**
     * Empties the ring and sets all its indices to 0.
     *
     * @throws AnnulusException {@link Reason#IN_USE} while roles are open, here or in another process; C programs and, on
     *     a raw ring, roles taken through other {@code Ring} objects do not show up and must be kept out by other means
     */
    public void reset() {
        requireOperable(header.producers());
        requireOperable(header.consumers());
        place.reset((int) producer, (int) consumer);
    }

    /** The ring itself, for tests that write into it what no correct program would. */
    MemorySegment memory() {
        return memory;
    }

    long producerOffset() {
        return producer;
    }

    long consumerOffset() {
        return consumer;
    }

    static AnnulusException closed(String role) {
        return new AnnulusException(
                Reason.CLOSED, "this " + role + " was closed", "Take a new one with Ring." + role + "()");
    }
}
