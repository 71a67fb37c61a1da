// SPDX-License-Identifier: Apache-2.0
package io.annulus.ring;

/** A way to move elements: one by one, all or none, or as many as fit; copied by the ring or worked on in place. */
enum Move {
    ONE_BY_ONE {
        @Override
        int in(Cargo cargo, Producer producer, int from, int count) {
            int moved = 0;
            while (moved < count && cargo.enqueueOne(producer, from + moved)) {
                moved++;
            }
            return moved;
        }

        @Override
        int out(Cargo cargo, Consumer consumer, int from, int count) {
            int moved = 0;
            while (moved < count && cargo.dequeueOne(consumer, from + moved)) {
                moved++;
            }
            return moved;
        }
    },
    BULK {
        @Override
        int in(Cargo cargo, Producer producer, int from, int count) {
            return cargo.enqueueBulk(producer, from, count);
        }

        @Override
        int out(Cargo cargo, Consumer consumer, int from, int count) {
            return cargo.dequeueBulk(consumer, from, count);
        }
    },
    BURST {
        @Override
        int in(Cargo cargo, Producer producer, int from, int count) {
            return cargo.enqueueBurst(producer, from, count);
        }

        @Override
        int out(Cargo cargo, Consumer consumer, int from, int count) {
            return cargo.dequeueBurst(consumer, from, count);
        }
    },
    BULK_IN_PLACE {
        @Override
        int in(Cargo cargo, Producer producer, int from, int count) {
            return fill(cargo, producer.reserveBulk(count), from);
        }

        @Override
        int out(Cargo cargo, Consumer consumer, int from, int count) {
            return copyOut(cargo, consumer.reserveBulk(count), from);
        }
    },
    BURST_IN_PLACE {
        @Override
        int in(Cargo cargo, Producer producer, int from, int count) {
            return fill(cargo, producer.reserveBurst(count), from);
        }

        @Override
        int out(Cargo cargo, Consumer consumer, int from, int count) {
            return copyOut(cargo, consumer.reserveBurst(count), from);
        }
    };

    abstract int in(Cargo cargo, Producer producer, int from, int count);

    abstract int out(Cargo cargo, Consumer consumer, int from, int count);

    /** Whether it moves some, rather than nothing, where not all fit. */
    boolean movesSome() {
        return this != BULK && this != BULK_IN_PLACE;
    }

    private static int fill(Cargo cargo, Reservation room, int from) {
        cargo.fill(room, from);
        room.commit();
        return room.count();
    }

    private static int copyOut(Cargo cargo, Reservation next, int from) {
        cargo.copyOut(next, from);
        next.commit();
        return next.count();
    }
}
