// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.doorbell;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import io.annulus.region.Region;
import io.annulus.region.Zone;
import io.annulus.region.ZoneKind;
import io.annulus.region.ZoneSpec;
import io.annulus.ring.Ring;
import java.lang.foreign.MemorySegment;
import java.time.Duration;

/**
 * Waiting for elements in a ring, and for room in it, without looking all the time: whoever moves elements rings who waits. The ring
 * itself stays DPDK's; the two places to wait at stand in a raw zone beside it, with the ring's name and {@code .bells}.
 *
 * <pre>
 *    0                        128                      256
 *    | who waits for elements | who waits for room     |
 * </pre>
 *
 * <p>Everyone who moves elements of such a ring calls {@link #enqueued} or {@link #dequeued} afterwards, which costs a fence and a look
 * at one cache line if nobody waits. A C program that does not know of it wakes nobody: then a wait looks by itself once a second.
 * One thread at a time may wait on each side.
 */
public final class RingBells {
    private static final String SUFFIX = ".bells";
    private static final int BYTES = 2 * WaitingPlace.BYTES;

    private final Ring ring;
    private final WaitingPlace forElements;
    private final WaitingPlace forRoom;

    private RingBells(Ring ring, MemorySegment places) {
        this.ring = ring;
        this.forElements = new WaitingPlace(places, 0);
        this.forRoom = new WaitingPlace(places, WaitingPlace.BYTES);
    }

    /**
     * Makes the places of a ring.
     *
     * @param region with the ring in it
     * @param ring its name, 22 characters at most
     * @return for this process
     * @throws AnnulusException {@link Reason#ALREADY_EXISTS}, {@link Reason#NO_SPACE}, {@link Reason#NOT_FOUND} without such a ring
     */
    public static RingBells create(Region region, String ring) {
        Ring of = Ring.attach(region, ring);
        Zone zone = region.createZone(ZoneSpec.raw(ring + SUFFIX, BYTES), memory -> {});
        return new RingBells(of, region.memory(zone));
    }

    /**
     * Finds the places of a ring.
     *
     * @param region with the ring in it
     * @param ring its name
     * @return for this process
     * @throws AnnulusException {@link Reason#NOT_FOUND} without such a ring or its places, {@link Reason#WRONG_KIND}
     */
    public static RingBells attach(Region region, String ring) {
        Ring of = Ring.attach(region, ring);
        Zone zone = region.zone(ring + SUFFIX);
        if (zone.kind() != ZoneKind.RAW || zone.length() < BYTES) {
            throw new AnnulusException(
                    Reason.WRONG_KIND,
                    zone.name() + ": expected a raw zone of " + BYTES + " bytes, found one of kind " + zone.kind()
                            + " and " + zone.length() + " bytes",
                    "Remove it, and have it made by RingBells.create");
        }
        return new RingBells(of, region.memory(zone));
    }

    /**
     * The ring.
     *
     * @return on which each thread takes a role of its own
     */
    public Ring ring() {
        return ring;
    }

    /**
     * Waits until there are elements to dequeue.
     *
     * @param own whose doorbells
     * @param vector of its own; of no other use meanwhile
     * @param count how many elements at least, 1 to the ring's capacity
     * @param patience how long at most
     * @return false if there were fewer when time was over
     */
    public boolean awaitElements(Doorbells own, int vector, int count, Duration patience) {
        return forElements.await(own, vector, () -> ring.count() >= count, patience);
    }

    /**
     * Waits until there is room to enqueue.
     *
     * @param own whose doorbells
     * @param vector of its own; of no other use meanwhile
     * @param count for how many elements at least, 1 to the ring's capacity: then it is empty
     * @param patience how long at most
     * @return false if there was less when time was over
     */
    public boolean awaitRoom(Doorbells own, int vector, int count, Duration patience) {
        return forRoom.await(own, vector, () -> ring.freeCount() >= count, patience);
    }

    /**
     * To be called after elements were enqueued: rings who waits for them.
     *
     * @param own whose doorbells
     * @return whether somebody waited
     */
    public boolean enqueued(Doorbells own) {
        return forElements.wake(own);
    }

    /**
     * To be called after elements were dequeued: rings who waits for room.
     *
     * @param own whose doorbells
     * @return whether somebody waited
     */
    public boolean dequeued(Doorbells own) {
        return forRoom.wake(own);
    }
}
