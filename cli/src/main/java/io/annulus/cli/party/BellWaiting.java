// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.party;

import io.annulus.ivshmem.doorbell.Doorbells;
import io.annulus.ivshmem.doorbell.RingBells;
import java.time.Duration;

/** Sleeps until it is rung, after a short look; and rings the other side if that sleeps. */
public final class BellWaiting implements Waiting {
    private static final Duration AT_MOST = Duration.ofSeconds(1);
    /** Going to sleep and being woken costs more than this. */
    private static final int SPINS = 200;

    private final RingBells bells;
    private final Doorbells own;
    private final int vector;
    private final Side side;
    private int spins;
    private long rang;

    private enum Side {
        PRODUCER,
        CONSUMER
    }

    private BellWaiting(RingBells bells, Doorbells own, int vector, Side side) {
        this.bells = bells;
        this.own = own;
        this.vector = vector;
        this.side = side;
    }

    static Waiting producer(RingBells bells, Doorbells own, int vector) {
        return new BellWaiting(bells, own, vector, Side.PRODUCER);
    }

    static Waiting consumer(RingBells bells, Doorbells own, int vector) {
        return new BellWaiting(bells, own, vector, Side.CONSUMER);
    }

    @Override
    public void pause(int wanted) {
        if (spins < SPINS) {
            spins++;
            Thread.onSpinWait();
        } else if (side == Side.PRODUCER) {
            bells.awaitRoom(own, vector, wanted, AT_MOST);
        } else {
            bells.awaitElements(own, vector, wanted, AT_MOST);
        }
    }

    @Override
    public void moved() {
        spins = 0;
        boolean slept = side == Side.PRODUCER ? bells.enqueued(own) : bells.dequeued(own);
        rang += slept ? 1 : 0;
    }

    @Override
    public long rang() {
        return rang;
    }
}
