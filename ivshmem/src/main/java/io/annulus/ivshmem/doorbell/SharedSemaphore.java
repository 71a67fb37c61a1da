// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.doorbell;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import io.annulus.memory.Words;
import io.annulus.region.LockedOperations;
import io.annulus.region.Region;
import io.annulus.region.Zone;
import io.annulus.region.ZoneKind;
import io.annulus.region.ZoneSpec;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A counting semaphore in a raw zone of a region: for threads, processes and virtual machines that share its memory. To go down
 * takes one of what the count says is there, and waits for one if there is none; to go up adds one, and rings those who wait.
 *
 * <pre>{@code
 * SharedSemaphore jobs = SharedSemaphore.create(region, "jobs", 0);       // on one side
 * jobs.up(doorbells);
 *
 * SharedSemaphore jobs = SharedSemaphore.attach(region, "jobs");          // on the other
 * boolean got = jobs.down(doorbells, 0, Duration.ofSeconds(10));
 * }</pre>
 *
 * <p><b>Why no wake-up is lost.</b> Who goes down and finds the count at 0 writes its address into an empty seat (D1) and then
 * looks at the count again (D2), and only then waits to be rung. Who goes up adds to the count (U1) and then reads the seats
 * (U2); it empties each that is taken, and then rings whose it was (U3). A full fence stands between D1 and D2, and between U1 and
 * U2. So not both can miss: if U2 does not see D1, then D2 sees U1, and takes it. If U2 does see it, the ring U3 comes after U1,
 * and who is rung looks once more. It looks having sat down again, since its seat was emptied: between that and its next wait
 * the same holds. The count itself changes by compare-and-set alone, so that each that was added is taken once. The load
 * that sees it pairs with the store that added it: what was written before {@link #up} is visible after {@link #down}.
 *
 * <p>Everybody who waits is rung, although one gets what was added. That costs the others a look, and it is what makes
 * a death harmless: there is no chosen one who could be dead. Nobody is served before others.
 *
 * <p><b>When there are more than 16 who wait,</b> those who have no seat look at short intervals, and take one that gets free. So do those
 * who cannot be interrupted.
 *
 * <p><b>When somebody dies.</b>
 * <ul>
 *   <li>Before its count was changed: nothing happened. After it was taken down: that one is lost, since a semaphore
 *       does not know who has what; whoever knows goes up in its place.
 *   <li>In a seat: the next to go up empties it, and rings in vain. All others are rung, too.
 *   <li>On the way up, after the count was added to and before somebody was rung: that one finds it by itself, within {@link
 *       Doorbells#LOOK_AGAIN}.
 * </ul>
 *
 * <p><b>Where.</b> On memory that is not cached each operation locks the bus of the whole machine, so they are refused there, as
 * {@link LockedOperations} says, unless forced. Whoever can write to the memory can write anything: what is not a count is an error, what
 * is not an address is nobody.
 *
 * <p><b>Threads.</b> Safe for any number; but each vector is waited for by one at a time. Not to be used after the region is closed.
 */
public final class SharedSemaphore {
    /** The highest count. */
    public static final int HIGHEST_COUNT = Integer.MAX_VALUE;

    private final String name;
    private final MemorySegment memory;
    private final Seats seats;
    private final Optional<LockedOperations.Objection> objection;

    /** One in memory that has been laid out. */
    SharedSemaphore(String name, MemorySegment memory, Optional<LockedOperations.Objection> objection) {
        this.name = name;
        this.memory = memory;
        this.seats = new Seats(memory);
        this.objection = objection;
    }

    /**
     * Creates a semaphore in a zone of its own. Its name appears when it is complete.
     *
     * @param region open for writing
     * @param name of the zone
     * @param initial the count, 0 or more
     * @return the semaphore
     * @throws AnnulusException {@link Reason#BAD_SPEC}, {@link Reason#BAD_NAME}, {@link Reason#ALREADY_EXISTS} or {@link Reason#NO_SPACE}
     */
    public static SharedSemaphore create(Region region, String name, int initial) {
        if (initial < 0) {
            throw new AnnulusException(
                    Reason.BAD_SPEC,
                    "semaphore '" + name + "': expected a count of 0 to " + HIGHEST_COUNT + ", found " + initial,
                    "Give the number of those who may go down before anybody goes up");
        }
        Zone zone = region.createZone(ZoneSpec.raw(name, SemaphoreLayout.BYTES), memory -> {
            Words.storeReleaseLong(memory, SemaphoreLayout.COUNT_OFFSET, initial);
            Words.storeReleaseLong(memory, SemaphoreLayout.MAGIC_OFFSET, SemaphoreLayout.MAGIC);
        });
        return of(region, zone);
    }

    /**
     * Finds a semaphore. Writes nothing to it.
     *
     * @param region open for writing, or for reading, which is enough to look at it
     * @param name as it was created
     * @return the semaphore
     * @throws AnnulusException {@link Reason#NOT_FOUND}, or {@link Reason#WRONG_KIND} if what has that name is no semaphore
     */
    public static SharedSemaphore attach(Region region, String name) {
        return of(region, region.zone(name));
    }

    private static SharedSemaphore of(Region region, Zone zone) {
        requireOne(region, zone);
        return new SharedSemaphore(
                zone.name(), region.memory(zone), region.lockedOperations().objection());
    }

    private static void requireOne(Region region, Zone zone) {
        String found = zone.kind() == ZoneKind.RAW ? "a raw zone of something else" : "a ring";
        // Only what has its size is looked into: handing out memory marks its zone as in use for good.
        if (zone.kind() == ZoneKind.RAW && zone.length() == SemaphoreLayout.BYTES) {
            long magic = Words.loadAcquireLong(region.memory(zone), SemaphoreLayout.MAGIC_OFFSET);
            if (magic == SemaphoreLayout.MAGIC) {
                return;
            }
        }
        throw new AnnulusException(
                Reason.WRONG_KIND,
                "'" + zone.name() + "': expected a semaphore, found " + found,
                "Give the name of a semaphore; 'annulus region info' lists what there is");
    }

    /**
     * The same semaphore, which can be used even where {@link LockedOperations} are to be avoided.
     *
     * @return one that refuses nothing for that reason
     */
    public SharedSemaphore byForce() {
        return new SharedSemaphore(name, memory, Optional.empty());
    }

    /**
     * What it is called.
     *
     * @return its zone's name
     */
    public String name() {
        return name;
    }

    /**
     * How many can go down just now.
     *
     * @return 0 to {@link #HIGHEST_COUNT}; already out of date
     * @throws AnnulusException {@link Reason#WILD_INDEX} if the memory holds no count
     */
    public int count() {
        long count = Words.loadAcquireLong(memory, SemaphoreLayout.COUNT_OFFSET);
        if (count < 0 || count > HIGHEST_COUNT) {
            throw new AnnulusException(
                    Reason.WILD_INDEX,
                    "semaphore '" + name + "': expected a count of 0 to " + HIGHEST_COUNT + ", found "
                            + Long.toUnsignedString(count),
                    "Some program wrote over it: end its users, remove it, and create it anew");
        }
        return (int) count;
    }

    /**
     * Who waits to be rung, as far as there are seats.
     *
     * @return a snapshot; some of them may be dead
     */
    public List<DoorbellAddress> waiters() {
        return seats.taken();
    }

    /**
     * How many can wait to be rung at the same time. Further ones look at short intervals.
     *
     * @return 16
     */
    public int seats() {
        return SemaphoreLayout.SEATS;
    }

    /**
     * Adds one, and rings everybody who waits. Does not wait itself. If a doorbell throws, one was added all the same; who was not
     * rung then finds it within {@link Doorbells#LOOK_AGAIN}.
     *
     * @param own doorbells to ring others with
     * @return how many were rung
     * @throws AnnulusException {@link Reason#NO_SPACE} if the count is the highest, {@link Reason#WILD_INDEX} if it is none, {@link
     *     Reason#UNSUPPORTED_MODE} on memory that is not cached, {@link Reason#READ_ONLY}; nothing was added then
     */
    public int up(Doorbells own) {
        add();
        return seats.ring(own);
    }

    /**
     * Adds one, for those who have no doorbells: rings nobody. Who waits finds it within {@link Doorbells#LOOK_AGAIN}.
     *
     * @return how many wait who could not be rung
     * @throws AnnulusException as {@link #up(Doorbells)}
     */
    public int up() {
        add();
        return seats.taken().size();
    }

    private void add() {
        requireUsable();
        int count;
        do {
            count = count();
            if (count == HIGHEST_COUNT) {
                throw new AnnulusException(
                        Reason.NO_SPACE,
                        "semaphore '" + name + "': expected room for one more, found the highest count there can be",
                        "Find out who goes up so often, and who no longer goes down");
            }
        } while (!change(count, count + 1));
    }

    /**
     * Takes one if there is one.
     *
     * @return false if there is none
     * @throws AnnulusException {@link Reason#WILD_INDEX} if the count is none, {@link Reason#UNSUPPORTED_MODE} on memory that is not
     *     cached, {@link Reason#READ_ONLY}
     */
    public boolean tryDown() {
        requireUsable();
        int count;
        do {
            count = count();
            if (count == 0) {
                return false;
            }
        } while (!change(count, count - 1));
        return true;
    }

    private boolean change(int from, int to) {
        return Words.compareAndSetLong(memory, SemaphoreLayout.COUNT_OFFSET, from, to);
    }

    /**
     * Takes one, and waits for one if there is none. An interrupt does not end it: the deadline does.
     *
     * @param own the doorbells of the one who waits
     * @param vector of its own, for others to ring; of no other use meanwhile. If it has no such vector, it looks at short intervals
     * @param patience how long at most; 0 or less does not wait
     * @return false if there was none in time
     * @throws AnnulusException as {@link #tryDown}, and as {@link Doorbells#await}; none was taken then
     */
    public boolean down(Doorbells own, int vector, Duration patience) {
        Seats.Seat seat = seats.seat(new DoorbellAddress(own.id(), vector));
        long start = System.nanoTime();
        Pauses pauses = new Pauses();
        try {
            for (Duration left = patience; !tryDown(); left = patience.minusNanos(System.nanoTime() - start)) {
                boolean isSeated = vector < own.vectors() && seat.take();
                if (isSeated && tryDown()) {
                    return true;
                }
                if (!left.isPositive()) {
                    return false;
                }
                if (isSeated) {
                    own.await(vector, left.compareTo(Doorbells.LOOK_AGAIN) < 0 ? left : Doorbells.LOOK_AGAIN);
                } else {
                    pauses.pause(left);
                }
            }
            return true;
        } finally {
            seat.leave();
        }
    }

    /**
     * Takes one, for those who have no doorbells: looks at short intervals if there is none.
     *
     * @param patience how long at most; 0 or less does not wait
     * @return false if there was none in time
     * @throws AnnulusException as {@link #tryDown}
     */
    public boolean down(Duration patience) {
        long start = System.nanoTime();
        Pauses pauses = new Pauses();
        for (Duration left = patience; !tryDown(); left = patience.minusNanos(System.nanoTime() - start)) {
            if (!left.isPositive()) {
                return false;
            }
            pauses.pause(left);
        }
        return true;
    }

    private void requireUsable() {
        if (memory.isReadOnly()) {
            throw new AnnulusException(
                    Reason.READ_ONLY,
                    "semaphore '" + name + "': expected memory that can be written, found a region opened for reading",
                    "Open the region for reading and writing");
        }
        if (objection.isPresent()) {
            throw new AnnulusException(
                    Reason.UNSUPPORTED_MODE,
                    "semaphore '" + name + "': expected memory that is cached, found "
                            + objection.get().found(),
                    objection.get().remedy());
        }
    }

    @Override
    public String toString() {
        return "semaphore '" + name + "'";
    }
}
