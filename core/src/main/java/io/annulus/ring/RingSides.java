// SPDX-License-Identifier: Apache-2.0
package io.annulus.ring;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import io.annulus.liveness.Purpose;
import io.annulus.memory.Mapping;
import io.annulus.region.ClaimPolicy;
import io.annulus.sync.Dispatch;
import io.annulus.sync.HeadTailLayout;
import io.annulus.sync.Side;
import io.annulus.sync.SideSync;
import io.annulus.sync.SideWords;
import io.annulus.sync.Whereabouts;
import java.lang.foreign.MemorySegment;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/**
 * The two sides of a ring, and how roles on them come about.
 *
 * @param memory the ring
 * @param header its geometry
 * @param place what is known about its roles
 * @param mover the code that moves its elements, made when a role needs it
 */
record RingSides(MemorySegment memory, RingHeader header, RolePlace place, Supplier<Mover> mover) {

    RingSides withOwnCode() {
        Code.Sides ring = new Code.Sides(side(Purpose.PRODUCER), side(Purpose.CONSUMER), table());
        Mover own = new Code(Mapping.of(place.memory()), ring).copy();
        return new RingSides(memory, header, place, () -> own);
    }

    Producer producer(ClaimPolicy policy) {
        SideSync sync = open(Purpose.PRODUCER, policy);
        Table table = table();
        return new Producer(sync, table, mover.get(), () -> take(Purpose.PRODUCER, policy, sync));
    }

    Consumer consumer(ClaimPolicy policy) {
        SideSync sync = open(Purpose.CONSUMER, policy);
        Table table = table();
        return new Consumer(sync, table, mover.get(), () -> take(Purpose.CONSUMER, policy, sync));
    }

    private SideSync open(Purpose purpose, ClaimPolicy policy) {
        place.requireUsable();
        if (policy != ClaimPolicy.EXCLUSIVE_BY_FORCE) {
            requireFit(purpose);
        }
        return Dispatch.open(side(purpose), header.elementSize());
    }

    Side side(Purpose purpose) {
        boolean produces = purpose == Purpose.PRODUCER;
        return new Side(
                Mapping.of(place.memory()),
                mode(purpose).number(),
                place.offset() + offset(purpose),
                place.offset() + offset(produces ? Purpose.CONSUMER : Purpose.PRODUCER),
                produces ? header.capacity() : 0,
                header.capacity(),
                new Whereabouts(
                        "'" + header.name() + "', " + purpose.name().toLowerCase(Locale.ROOT) + " side",
                        () -> Stall.rolesOpen(place.participants(purpose))));
    }

    private void requireFit(Purpose purpose) {
        SyncMode mode = mode(purpose);
        place.lockedOperations()
                .objection()
                .filter(_ -> mode != SyncMode.SINGLE)
                .ifPresent(objection -> {
                    throw new AnnulusException(
                            Reason.UNSUPPORTED_MODE,
                            "'" + header.name() + "': expected a SINGLE "
                                    + purpose.name().toLowerCase(Locale.ROOT) + " side on " + objection.found()
                                    + ", found " + mode,
                            objection.remedy());
                });
    }

    private Runnable take(Purpose purpose, ClaimPolicy policy, SideSync sync) {
        SyncMode mode = mode(purpose);
        Runnable release = place.take(purpose, mode, mode == SyncMode.SINGLE ? policy : ClaimPolicy.SHARED);
        if (place.claims()) {
            Dispatch.settle(sync.side());
        }
        return release;
    }

    Table table() {
        long start = place.offset() + RingLayout.tableOffset(header.profile());
        return new Table(start, header.size() - 1, header.elementSize());
    }

    void reset() {
        place.requireUsable();
        place.reset(LongStream.concat(indexWords(Purpose.PRODUCER), indexWords(Purpose.CONSUMER))
                .mapToInt(Math::toIntExact)
                .toArray());
    }

    private LongStream indexWords(Purpose purpose) {
        return LongStream.of(HeadTailLayout.indexWords(mode(purpose).number())).map(word -> offset(purpose) + word);
    }

    SideWords words(Purpose purpose) {
        return new SideWords(memory, offset(purpose), mode(purpose).number());
    }

    private SyncMode mode(Purpose purpose) {
        return purpose == Purpose.PRODUCER ? header.producers() : header.consumers();
    }

    private long offset(Purpose purpose) {
        return purpose == Purpose.PRODUCER
                ? RingLayout.producerOffset(header.profile())
                : RingLayout.consumerOffset(header.profile());
    }
}
