// SPDX-License-Identifier: Apache-2.0
package io.annulus.ring;

import io.annulus.liveness.Purpose;

/** Everything a role can be asked for that works on the indices, of sizes that fit into a ring of 8 slots, and that do not. */
enum Operation {
    ENQUEUE(Purpose.PRODUCER, 1, 1) {
        @Override
        int run(Producer producer, Consumer consumer, long[] values) {
            return producer.enqueue(values[0]) ? 1 : 0;
        }
    },
    ENQUEUE_BULK(Purpose.PRODUCER, 3, 3) {
        @Override
        int run(Producer producer, Consumer consumer, long[] values) {
            return producer.enqueueBulk(values, 0, 3);
        }
    },
    ENQUEUE_BURST(Purpose.PRODUCER, 1, 9) {
        @Override
        int run(Producer producer, Consumer consumer, long[] values) {
            return producer.enqueueBurst(values, 0, 9);
        }
    },
    FILL_AND_COMMIT(Purpose.PRODUCER, 3, 3) {
        @Override
        int run(Producer producer, Consumer consumer, long[] values) {
            Reservation room = producer.reserveBulk(3);
            return end(room, values, room.count());
        }
    },
    FILL_AND_COMMIT_FEWER(Purpose.PRODUCER, 1, 1) {
        @Override
        int run(Producer producer, Consumer consumer, long[] values) {
            Reservation room = producer.reserveBurst(5);
            return end(room, values, Math.min(1, room.count()));
        }
    },
    FILL_AND_CANCEL(Purpose.PRODUCER, 0, 0) {
        @Override
        int run(Producer producer, Consumer consumer, long[] values) {
            return end(producer.reserveBurst(9), values, 0);
        }
    },
    DEQUEUE(Purpose.CONSUMER, 1, 1) {
        @Override
        int run(Producer producer, Consumer consumer, long[] values) {
            long value = consumer.dequeueOr(NOTHING);
            if (value != NOTHING) {
                values[0] = value;
            }
            return value == NOTHING ? 0 : 1;
        }
    },
    DEQUEUE_BULK(Purpose.CONSUMER, 3, 3) {
        @Override
        int run(Producer producer, Consumer consumer, long[] values) {
            return consumer.dequeueBulk(values, 0, 3);
        }
    },
    DEQUEUE_BURST(Purpose.CONSUMER, 1, 9) {
        @Override
        int run(Producer producer, Consumer consumer, long[] values) {
            return consumer.dequeueBurst(values, 0, 9);
        }
    },
    LOOK_AND_COMMIT(Purpose.CONSUMER, 3, 3) {
        @Override
        int run(Producer producer, Consumer consumer, long[] values) {
            Reservation next = consumer.reserveBulk(3);
            return look(next, values, next.count());
        }
    },
    LOOK_AND_COMMIT_FEWER(Purpose.CONSUMER, 1, 1) {
        @Override
        int run(Producer producer, Consumer consumer, long[] values) {
            Reservation next = consumer.reserveBurst(5);
            return look(next, values, Math.min(1, next.count()));
        }
    },
    LOOK_AND_CANCEL(Purpose.CONSUMER, 0, 0) {
        @Override
        int run(Producer producer, Consumer consumer, long[] values) {
            return look(consumer.reserveBurst(9), values, 0);
        }
    };

    static final long NOTHING = -1;

    private final Purpose side;
    private final int least;
    private final int most;

    Operation(Purpose side, int least, int most) {
        this.side = side;
        this.least = least;
        this.most = most;
    }

    /** Takes elements from {@code values}, or puts them there, from the first on; returns how many it moved. */
    abstract int run(Producer producer, Consumer consumer, long[] values);

    Purpose side() {
        return side;
    }

    /** Whether it may say that it moved so many. */
    boolean mayMove(int count) {
        return count == 0 || (count >= least && count <= most);
    }

    boolean reserves() {
        return switch (this) {
            case ENQUEUE, ENQUEUE_BULK, ENQUEUE_BURST, DEQUEUE, DEQUEUE_BULK, DEQUEUE_BURST -> false;
            case FILL_AND_COMMIT, FILL_AND_COMMIT_FEWER, FILL_AND_CANCEL -> true;
            case LOOK_AND_COMMIT, LOOK_AND_COMMIT_FEWER, LOOK_AND_CANCEL -> true;
        };
    }

    boolean isFor(SyncMode mode) {
        return !reserves() || mode == SyncMode.SINGLE || mode == SyncMode.MULTI_HTS;
    }

    private static int end(Reservation room, long[] values, int committed) {
        if (room.count() != 0) {
            room.put(0, values, 0, room.count());
            room.commit(committed);
        }
        return committed;
    }

    private static int look(Reservation next, long[] values, int committed) {
        if (next.count() != 0) {
            next.get(0, values, 0, next.count());
            next.commit(committed);
        }
        return committed;
    }
}
