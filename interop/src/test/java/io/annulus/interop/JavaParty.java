// SPDX-License-Identifier: Apache-2.0
package io.annulus.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.ring.Consumer;
import io.annulus.ring.Producer;
import io.annulus.ring.Ring;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.FutureTask;
import java.util.function.Function;

/** A thread of this process that takes part in a storm. */
final class JavaParty implements StormParty {
    /** Only something that hangs takes longer; a wait inside the ring's own operations has no deadline of its own. */
    // Four threads of a MULTI ring on two processors: one that is descheduled in the middle holds up the rest, so the
    // same
    // storm takes seconds or many minutes. It moves on all the same; only a hang may end it.
    private static final Duration DEADLINE = Duration.ofMinutes(20);

    private static final int PAUSES_BEFORE_YIELD = 64;

    private final StormTransfer transfer;
    private final FutureTask<Tally> task;
    private final Thread thread;
    private volatile boolean stopped;
    private int refusals;

    private JavaParty(TestRegion home, String ring, Style style, Function<Ring, Function<JavaParty, Tally>> work) {
        this.transfer = new StormTransfer(style);
        Ring own = Ring.attach(home.region(), ring);
        this.task = new FutureTask<>(() -> work.apply(own).apply(this));
        this.thread = Thread.ofPlatform().daemon().start(task);
    }

    static StormParty producer(TestRegion home, String ring, Job job) {
        return new JavaParty(home, ring, job.style(), own -> self -> self.produce(own, job));
    }

    static StormParty consumer(TestRegion home, String ring, Job job) {
        return new JavaParty(home, ring, job.style(), own -> self -> self.consume(own, job.burst()));
    }

    private Tally produce(Ring ring, Job job) {
        try (Producer producer = ring.producer()) {
            producer.setPatience(DEADLINE);
            long[] values = new long[job.burst()];
            long checksum = 0;
            for (int sent = 0; sent < job.count(); ) {
                int n = Math.min(job.burst(), job.count() - sent);
                for (int k = 0; k < n; k++) {
                    values[k] = (long) job.producer() << SEQUENCE_BITS | (sent + k);
                    checksum += values[k];
                }
                enqueueAll(producer, values, n);
                sent += n;
            }
            return new Tally(job.count(), checksum, true);
        }
    }

    private void enqueueAll(Producer producer, long[] values, int n) {
        for (int done = 0; done < n; ) {
            int moved = transfer.enqueue(producer, values, done, n - done);
            done += moved;
            waitIfRefused(moved);
        }
    }

    private Tally consume(Ring ring, int burst) {
        StormLedger ledger = new StormLedger();
        long[] values = new long[burst];
        try (Consumer consumer = ring.consumer()) {
            consumer.setPatience(DEADLINE);
            while (ledger.poisons() == 0) {
                int moved = transfer.dequeue(consumer, values, burst);
                ledger.add(values, moved);
                waitIfRefused(moved);
            }
        }
        poison(ring, ledger.poisons() - 1);
        return ledger.tally();
    }

    /** Enqueues poison for that many consumers, once all producers are through. */
    static void poison(Ring ring, int consumers) {
        long[] poison = new long[consumers];
        Arrays.fill(poison, POISON);
        try (Producer producer = ring.producer()) {
            for (int done = 0; done < consumers; ) {
                done += producer.enqueueBurst(poison, done, consumers - done);
                Thread.onSpinWait();
            }
        }
    }

    @SuppressWarnings("ThreadPriorityCheck") // There may be more threads than processors.
    private void waitIfRefused(int moved) {
        if (moved != 0) {
            refusals = 0;
        } else if (stopped) {
            throw new AssertionError("stopped by the test");
        } else if (++refusals % PAUSES_BEFORE_YIELD == 0) {
            Thread.yield();
        } else {
            Thread.onSpinWait();
        }
    }

    @Override
    public Tally end() {
        try {
            assertThat(thread.join(DEADLINE))
                    .as("thread through within %s", DEADLINE)
                    .isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return task.resultNow();
    }

    @Override
    public void close() {
        stopped = true;
    }
}
