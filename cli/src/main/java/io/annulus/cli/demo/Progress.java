// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.demo;

import io.annulus.cli.argument.ByteSize;
import io.annulus.cli.output.CommandFailure;
import io.annulus.cli.output.ExitCode;
import io.annulus.cli.output.Terminal;
import io.annulus.cli.party.Parcel;
import io.annulus.ring.Ring;
import io.annulus.ring.RingInfo;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** Watches the ring from outside: shows how far the transfer is, and notices when it has stopped. */
final class Progress {
    static final Duration TICK = Duration.ofMillis(200);

    // Counted in ticks of this process, not in time: a demo that was suspended as a whole has not stopped.
    private static final int TICKS_BEFORE_GIVING_UP = 300;

    private final Ring ring;
    private final String feeder;
    private final DemoPlan plan;
    private final PrintWriter err;
    private final boolean shown = Terminal.onStandardError();
    private int consumed;
    private int produced;
    private long moved;
    private int idleTicks;
    private long lastNanos = System.nanoTime();

    /** The feeder is who puts elements into this ring, such as "the producer process". */
    Progress(Ring ring, String feeder, DemoPlan plan, PrintWriter err) {
        this.ring = ring;
        this.feeder = feeder;
        this.plan = plan;
        this.err = err;
    }

    /** To be called once a tick. */
    void tick() {
        RingInfo info = ring.info();
        long step = Integer.toUnsignedLong(info.consumers().tail() - consumed);
        boolean idle = step == 0 && info.producers().tail() == produced;
        idleTicks = idle ? idleTicks + 1 : 0;
        consumed = info.consumers().tail();
        produced = info.producers().tail();
        moved += step;
        if (idleTicks >= TICKS_BEFORE_GIVING_UP) {
            throw new CommandFailure(
                    ExitCode.FAILURE,
                    "nothing has moved for a minute, with " + info.used() + " of " + info.capacity()
                            + " elements in the ring: " + (info.used() == 0 ? feeder : "the consumer process")
                            + " has stopped.");
        }
        show(info, step);
    }

    private void show(RingInfo info, long step) {
        if (!shown) {
            return;
        }
        long now = System.nanoTime();
        double seconds = Math.max(1e-9, (now - lastNanos) / 1e9);
        lastNanos = now;
        long percent = Math.min(100, 100 * moved / Math.max(1, plan.fileElements()));
        long bytes = (long) (step * (plan.elementSize() - Parcel.HEADER_SIZE) / seconds);
        err.print(String.format(
                Locale.ROOT,
                "\r%3d%%  %12s/s  %,12.0f elements/s  ring %3d%% full ",
                percent,
                ByteSize.describe(bytes),
                step / seconds,
                100L * info.used() / info.capacity()));
        err.flush();
    }

    /** Leaves a clean line. */
    void end() {
        if (shown) {
            err.print("\r" + " ".repeat(78) + "\r");
            err.flush();
        }
    }
}
