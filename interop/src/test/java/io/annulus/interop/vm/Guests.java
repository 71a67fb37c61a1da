// SPDX-License-Identifier: Apache-2.0
package io.annulus.interop.vm;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import io.annulus.cli.vm.Acceleration;
import io.annulus.cli.vm.GuestClassPath;
import io.annulus.cli.vm.GuestImage;
import io.annulus.cli.vm.GuestRun;
import io.annulus.cli.vm.MachineSpec;
import io.annulus.cli.vm.MissingPart;
import io.annulus.cli.vm.VirtualMachine;
import io.annulus.interop.CPeers;
import io.annulus.region.Region;
import io.annulus.region.RegionSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A region in shared memory, and the guests that have it as a device. A test that asks for them is skipped where QEMU or the
 * guest's kernel cannot be had, and fails there under continuous integration.
 */
public final class Guests implements AutoCloseable {
    /** Only a hang takes longer. */
    public static final Duration DEADLINE = Duration.ofMinutes(5);

    private static final long REGION_BYTES = 1 << 20;

    private final GuestImage image = image();
    private final Path path = Path.of("/dev/shm/annulus-interop-" + UUID.randomUUID());
    private final Region region = Region.create(path, RegionSpec.ofSize(REGION_BYTES));
    private final List<VirtualMachine> machines = new ArrayList<>();

    /** What they boot, with these directories as {@code /annulus/*-NAME}; or this test is skipped. */
    public static GuestImage image(Path... more) {
        List<Path> classPath = new ArrayList<>(GuestClassPath.ofThisProgram());
        classPath.add(GuestClassPath.of(GuestParty.class));
        classPath.addAll(List.of(more));
        try {
            return GuestImage.make(CPeers.root(), classPath, System.out::println);
        } catch (MissingPart e) {
            if (Boolean.getBoolean("annulus.ci")) {
                fail(e.getMessage());
            }
            return abort(e.getMessage());
        }
    }

    Region region() {
        return region;
    }

    /** A guest that is up. */
    VirtualMachine boot() {
        VirtualMachine machine = VirtualMachine.start(MachineSpec.plain(Acceleration.TCG, image, path, REGION_BYTES));
        machines.add(machine);
        machine.awaitBoot(DEADLINE);
        return machine;
    }

    /** Starts the guest's party. */
    static GuestRun party(VirtualMachine machine, String arguments) {
        return machine.start("program " + GuestParty.class.getName() + " " + arguments);
    }

    /** Runs the command in a guest. */
    public static GuestRun annulus(VirtualMachine machine, String arguments) {
        return machine.run("annulus " + arguments, DEADLINE);
    }

    @Override
    public void close() {
        machines.forEach(VirtualMachine::close);
        Region.removeByForce(path);
        region.close();
    }
}
