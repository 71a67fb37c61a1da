// SPDX-License-Identifier: Apache-2.0
package io.annulus.crash;

import io.annulus.memory.Probe;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** The child: acts a scenario and stops for ever in front of a step, or says that it got through before it came to it. */
final class Victim {
    private Victim() {}

    public static void main(String[] arguments) throws ReflectiveOperationException {
        Scenario scenario = Scenario.named(arguments[0]);
        int last = Integer.parseInt(arguments[2]);
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

    static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
