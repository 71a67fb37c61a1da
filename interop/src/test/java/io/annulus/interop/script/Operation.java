// SPDX-License-Identifier: Apache-2.0
package io.annulus.interop.script;

/** What a command asks for, numbered as {@code enum operation} is in {@code ring_script.c}, which explains them. */
enum Operation {
    MAKE(0),
    ENQUEUE_BULK(1),
    ENQUEUE_BURST(2),
    ENQUEUE_ONE(3),
    DEQUEUE_BULK(4),
    DEQUEUE_BURST(5),
    DEQUEUE_ONE(6),
    START_ENQUEUE_BULK(7),
    START_ENQUEUE_BURST(8),
    FINISH_ENQUEUE(9),
    START_DEQUEUE_BULK(10),
    START_DEQUEUE_BURST(11),
    FINISH_DEQUEUE(12),
    START_ENQUEUE_BULK_ZC(13),
    START_ENQUEUE_BURST_ZC(14),
    FINISH_ENQUEUE_ZC(15),
    START_DEQUEUE_BULK_ZC(16),
    START_DEQUEUE_BURST_ZC(17),
    FINISH_DEQUEUE_ZC(18),
    RESET(19),
    SET_PRODUCER_DISTANCE(20),
    SET_CONSUMER_DISTANCE(21);

    private final int number;

    Operation(int number) {
        this.number = number;
    }

    /** C's number for it. */
    int number() {
        return number;
    }

    /** Its result is a number of elements. */
    boolean isTransfer() {
        return name().contains("QUEUE") && !name().startsWith("FINISH");
    }

    boolean isPartOfReservation() {
        return name().startsWith("START") || name().startsWith("FINISH");
    }

    boolean isZeroCopy() {
        return name().endsWith("_ZC");
    }
}
