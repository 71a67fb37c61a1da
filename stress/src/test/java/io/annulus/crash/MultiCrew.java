// SPDX-License-Identifier: Apache-2.0
package io.annulus.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.liveness.Purpose;
import io.annulus.region.Region;
import io.annulus.ring.Ring;
import io.annulus.ring.SideInfo;
import io.annulus.ring.Stall;
import io.annulus.ring.SyncMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/** Two producers and a consumer on one ring of a MULTI mode. The dead are replaced; each producer has a number of its own. */
final class MultiCrew implements AutoCloseable {
    private static final long GOES_ON = 500;

    private final Path path;
    private final Ring ring;
    private final Ledger ledger;
    private final Random random;
    private final List<ChildProcess> producers = new ArrayList<>();
    private ChildProcess consumer;
    private int nextNumber;
    private int deadConsumers;

    MultiCrew(Region region, SyncMode mode, Random random) {
        this.path = Path.of(region.info().path());
        this.ring = Ring.create(
                region, Small.NAME, PumpTest.MULTI.withProducers(mode).withConsumers(mode));
        this.ledger = Ledger.create(region);
        this.random = random;
        producers.add(producer());
        producers.add(producer());
        consumer = consumer();
    }

    boolean hasNumbers() {
        return nextNumber < Ledger.PRODUCERS;
    }

    /** Lets them work, kills one and replaces it. True if the ring goes on, false if it names the dead one. */
    boolean killOne(int looks) {
        long target = ledger.allReceived() + 1 + random.nextInt(PumpTest.MOST_BEFORE_DEATH);
        Waiting.until("elements have gone through", () -> ledger.allReceived() >= target);
        int victim = random.nextInt(producers.size() + 1);
        ChildProcess dead = victim < producers.size() ? producers.get(victim) : consumer;
        dead.kill();
        if (dead == consumer) {
            deadConsumers++;
            consumer = consumer();
        } else {
            producers.set(victim, producer());
        }
        return goesOn(dead.pid(), victim < producers.size() ? Purpose.PRODUCER : Purpose.CONSUMER, looks);
    }

    private boolean goesOn(long dead, Purpose side, int looks) {
        long sent = ledger.allSent() + GOES_ON;
        long received = ledger.allReceived() + GOES_ON;
        AtomicInteger still = new AtomicInteger();
        int[] tail = {0};
        Waiting.until("the ring goes on or is stalled", () -> {
            Stall stall = ring.stalls().stream()
                    .filter(s -> s.side() == side)
                    .findFirst()
                    .orElse(null);
            boolean unmoved = stall != null && stall.tail() == tail[0] && names(stall, dead);
            tail[0] = stall == null ? 0 : stall.tail();
            return still.updateAndGet(n -> unmoved ? n + 1 : 0) >= looks
                    || (ledger.allSent() >= sent && ledger.allReceived() >= received);
        });
        return still.get() < looks;
    }

    private static boolean names(Stall stall, long pid) {
        return stall.dead().stream().anyMatch(p -> p.process().pid() == pid)
                && stall.describe().contains("died in between: ");
    }

    /** What was returned as enqueued has arrived, but for what a dead consumer can have taken with it. */
    void requireNothingLost() {
        requireSilent();
        producers.forEach(ChildProcess::kill);
        boolean consumersStalled = ring.stalls().stream().anyMatch(s -> s.side() == Purpose.CONSUMER);
        if (!consumersStalled) {
            Waiting.until(
                    "what was enqueued has arrived",
                    () -> ring.isEmpty() && missing() - hidden() <= (long) deadConsumers * Ledger.MOST);
        }
        requireSilent();
        consumer.kill();
    }

    /** When all are dead, a reset makes the ring work again, wherever they were. */
    void requireThatAResetHeals() {
        ring.reset();
        assertThat(ring.stalls()).isEmpty();
        Small.requireWorks(ring);
    }

    // On a MULTI_RTS side a call returns when its elements are still hidden behind the dead one's.
    private long hidden() {
        SideInfo side = ring.info().producers();
        return side.mode() == SyncMode.MULTI_RTS ? side.reserved() : 0;
    }

    private long missing() {
        long missing = 0;
        for (int i = 0; i < Ledger.PRODUCERS; i++) {
            missing += Math.max(0, ledger.sent(i) - ledger.received(i));
        }
        return missing;
    }

    private void requireSilent() {
        producers.forEach(ChildProcess::requireSilent);
        consumer.requireSilent();
    }

    private ChildProcess producer() {
        return taken(ChildProcess.start(Pump.class, path, random.nextInt(), "producer", nextNumber++, 0));
    }

    private ChildProcess consumer() {
        return taken(ChildProcess.start(Pump.class, path, random.nextInt(), "consumer", deadConsumers * Ledger.MOST));
    }

    private static ChildProcess taken(ChildProcess child) {
        child.await("TAKEN");
        return child;
    }

    @Override
    public void close() {
        producers.forEach(ChildProcess::kill);
        consumer.kill();
    }
}
