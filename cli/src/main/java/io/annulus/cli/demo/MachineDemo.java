// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.demo;

import io.annulus.cli.argument.ByteSize;
import io.annulus.cli.party.Meeting;
import io.annulus.cli.vm.Acceleration;
import io.annulus.cli.vm.AccelerationChoice;
import io.annulus.cli.vm.Boot;
import io.annulus.cli.vm.GuestClassPath;
import io.annulus.cli.vm.GuestImage;
import io.annulus.cli.vm.MachineSpec;
import io.annulus.cli.vm.MissingPart;
import io.annulus.ivshmem.doorbell.RingBells;
import io.annulus.ivshmem.server.MemorySource;
import io.annulus.ivshmem.server.ServerSpec;
import io.annulus.ivshmem.server.ServerSpec.Afterwards;
import io.annulus.region.Region;
import io.annulus.region.RegionSpec;
import io.annulus.ring.Ring;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The demo with virtual machines between producer and consumer; each hop is a ring in the memory that an ivshmem server of the demo's
 * own serves, and whoever waits there is rung by its neighbour.
 *
 * <pre>
 *   file -> Sender -> [ring "demo"] -> guest -> [ring "hop-1"] -> guest -> [ring "back"] -> Receiver
 * </pre>
 *
 * @param plan what is to move
 * @param guests how many machines, 1 or more
 * @param accelerator what is to run them
 * @param main class to start the processes with
 * @param err for progress
 */
record MachineDemo(DemoPlan plan, int guests, AccelerationChoice accelerator, Class<?> main, PrintWriter err) {
    private static final Duration LONGEST_SETUP = Duration.ofMinutes(3);

    /** Returns what to print. */
    String run() {
        GuestImage image = image();
        err.println("Moving " + plan.file() + " (" + ByteSize.describe(plan.fileBytes()) + ") from the host through "
                + (guests == 1 ? "a guest" : guests + " guests, one after the other,") + " and back,");
        err.println("in elements of " + plan.elementSize()
                + " bytes, through a ring for each hop; then comparing SHA-256.");
        List<String> rings = rings();
        try (Workplace workplace = Workplace.open()) {
            RegionSpec regionSpec = plan.deviceRegionSpec(rings.size());
            Path path = Region.resolve(Debris.PREFIX + ProcessHandle.current().pid());
            Debris.sweep(path.getParent());
            Region region = workplace.createRegion(path, regionSpec);
            for (String ring : rings) {
                Ring.create(region, ring, plan.ringSpec());
                RingBells.create(region, ring);
            }
            Path socket =
                    workplace.serve(directory -> ServerSpec.of(directory.resolve("socket"), regionSpec.sizeBytes())
                            .withVectors(Meeting.VECTORS)
                            .withMemory(new MemorySource.InFile(path), Afterwards.KEEP));
            long start = System.nanoTime();
            List<Station> stations = new ArrayList<>();
            for (int i = 0; i < guests; i++) {
                MachineSpec spec = MachineSpec.doorbell(Acceleration.TCG, image, socket, Meeting.VECTORS);
                stations.add(Station.open(new Boot(workplace::start, err::println).boot(spec, accelerator), i + 1));
                err.printf("Guest %d booted after %.1f s; giving its device to programs ...%n", i + 1, since(start));
            }
            for (int i = 0; i < guests; i++) {
                stations.get(i).start(rings.get(i), rings.get(i + 1), plan.burst());
            }
            stations.forEach(station -> station.awaitReady(LONGEST_SETUP));
            err.printf("%s ready after %.1f s.%n", guests == 1 ? "Guest" : "Guests", since(start));
            Outcome outcome = new Transfer(
                            workplace,
                            List.of("--region", path.toString(), "--socket", socket.toString()),
                            main,
                            plan,
                            DemoPlan.WAY_BACK,
                            () -> stations.forEach(Station::requireSound))
                    .run(new Progress(Ring.attach(region, DemoPlan.WAY_BACK), "the last guest", plan, err));
            stations.forEach(Station::awaitEnd);
            outcome.requireSame();
            String under = " under " + stations.getFirst().acceleration();
            return outcome.describe(under, new Chimes(outcome, stations)::addTo);
        }
    }

    /** In the order in which an element goes through them. */
    private List<String> rings() {
        List<String> rings = new ArrayList<>(List.of(DemoPlan.RING));
        for (int hop = 1; hop < guests; hop++) {
            rings.add("hop-" + hop);
        }
        rings.add(DemoPlan.WAY_BACK);
        return rings;
    }

    private GuestImage image() {
        try {
            return GuestImage.make(
                    Path.of(System.getProperty("annulus.home", "")), GuestClassPath.ofThisProgram(), err::println);
        } catch (MissingPart e) {
            throw e.asFailure();
        }
    }

    private static double since(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
