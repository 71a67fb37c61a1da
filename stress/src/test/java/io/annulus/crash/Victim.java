// SPDX-License-Identifier: Apache-2.0
package io.annulus.crash;

import io.annulus.memory.Probe;
import io.annulus.region.AbiProfile;
import io.annulus.ring.Ring;
import io.annulus.ring.RingSpec;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** The child: acts a scenario and stops for ever in front of a step, or says that it got through before it came to it. */
final class Victim {
    private Victim() {}

    public static void main(String[] arguments) throws ReflectiveOperationException {
        Scenario scenario = Scenario.named(arguments[0]);
        int last = Integer.parseInt(arguments[2]);
        takeARole();
        Runnable act = scenario.begin(Path.of(arguments[1]));
        AtomicInteger steps = new AtomicInteger();
        Probe.set(step -> {
            if (steps.incrementAndGet() == last) {
                say("AT " + last + " " + step);
                while (true) {
                    LockSupport.park();
                }
            }
        });
        act.run();
        Probe.set(null);
        say("DONE " + steps.get());
    }

    // What the first role of a process does on memory of its own is no step that anyone else could see.
    private static void takeARole() {
        MemorySegment memory = Arena.ofAuto().allocate(1024, 64);
        Ring.createRaw(memory, "first", RingSpec.ofEntries(2), AbiProfile.host())
                .producer()
                .close();
    }

    static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
