// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.demo;

import io.annulus.cli.argument.ByteSize;
import io.annulus.cli.vm.Acceleration;
import io.annulus.cli.vm.AccelerationChoice;
import io.annulus.cli.vm.Boot;
import io.annulus.cli.vm.GuestClassPath;
import io.annulus.cli.vm.GuestImage;
import io.annulus.cli.vm.GuestRun;
import io.annulus.cli.vm.MachineSpec;
import io.annulus.cli.vm.MissingPart;
import io.annulus.cli.vm.VirtualMachine;
import io.annulus.region.Region;
import io.annulus.region.RegionSpec;
import io.annulus.ring.Ring;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The demo with a virtual machine between producer and consumer.
 *
 * <pre>
 *   file -> Sender -> [ring "demo"] -> guest: EchoCommand -> [ring "back"] -> Receiver
 * </pre>
 *
 * @param plan what is to move
 * @param accelerator what is to run the guest
 * @param main class to start the processes with
 * @param err for progress
 */
record MachineDemo(DemoPlan plan, AccelerationChoice accelerator, Class<?> main, PrintWriter err) {
    /** A Java program's start takes its time where every instruction is translated, and longer on a busy host. */
    private static final Duration LONGEST_START = Duration.ofMinutes(3);

    private static final Duration LONGEST_END = Duration.ofMinutes(1);

    /** Returns what to print. */
    String run() {
        GuestImage image = image();
        err.println("Moving " + plan.file() + " (" + ByteSize.describe(plan.fileBytes())
                + ") from the host through a ring to a guest, and through another");
        err.println("ring back, in elements of " + plan.elementSize() + " bytes; then comparing SHA-256.");
        try (Workplace workplace = Workplace.open()) {
            RegionSpec regionSpec = plan.deviceRegionSpec();
            Path path = Region.resolve(Debris.PREFIX + ProcessHandle.current().pid());
            Debris.sweep(path.getParent());
            Region region = workplace.createRegion(path, regionSpec);
            Ring.create(region, DemoPlan.RING, plan.ringSpec());
            Ring back = Ring.create(region, DemoPlan.WAY_BACK, plan.ringSpec());
            long start = System.nanoTime();
            VirtualMachine machine = new Boot(workplace::start, err::println)
                    .boot(MachineSpec.plain(Acceleration.TCG, image, path, regionSpec.sizeBytes()), accelerator);
            err.printf("Guest booted after %.1f s; starting Java in it ...%n", secondsSince(start));
            GuestRun echo = machine.start("annulus demo echo --region pci:auto --from " + DemoPlan.RING + " --to "
                    + DemoPlan.WAY_BACK + " --burst " + plan.burst());
            echo.awaitLine(Leash.READY, LONGEST_START);
            err.printf("Guest ready after %.1f s.%n", secondsSince(start));
            Outcome outcome = new Transfer(
                            workplace, path.toString(), main, plan, DemoPlan.WAY_BACK, echo::requireSound)
                    .run(new Progress(back, "the guest", plan, err));
            echo.awaitEnd(LONGEST_END).requireSound();
            outcome.requireSame();
            return outcome.describe(" under " + machine.spec().acceleration());
        }
    }

    private GuestImage image() {
        try {
            return GuestImage.make(
                    Path.of(System.getProperty("annulus.home", "")), GuestClassPath.ofThisProgram(), err::println);
        } catch (MissingPart e) {
            throw e.asFailure();
        }
    }

    private static double secondsSince(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
