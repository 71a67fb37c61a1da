// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.demo;

import io.annulus.cli.output.CommandFailure;
import io.annulus.cli.output.ExitCode;
import io.annulus.cli.party.Leavings;
import io.annulus.cli.vm.MachineSpec;
import io.annulus.cli.vm.VirtualMachine;
import io.annulus.ivshmem.server.IvshmemServer;
import io.annulus.ivshmem.server.ServerSpec;
import io.annulus.region.Region;
import io.annulus.region.RegionSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/**
 * What the demo has to clean up: a region, two processes, and perhaps a server and virtual machines. Whether the demo ends well, fails, or is told to end by a
 * signal, this is closed, once; and what is being made at that moment is made first, so that it can be removed.
 */
final class Workplace implements AutoCloseable {
    private final List<Runnable> ends = new ArrayList<>();
    private final Thread hook = new Thread(this::cleanUp, "clean-up");
    private final List<Path> directories = new ArrayList<>();
    private Path path;
    private Region region;
    private boolean closed;

    private Workplace() {}

    static Workplace open() {
        Workplace workplace = new Workplace();
        Runtime.getRuntime().addShutdownHook(workplace.hook);
        return workplace;
    }

    synchronized Region createRegion(Path where, RegionSpec spec) {
        requireOpen();
        region = Region.create(where, spec);
        path = where;
        return region;
    }

    synchronized Child start(String name, List<String> command) {
        requireOpen();
        Child child = Child.start(name, command);
        ends.add(child::kill);
        return child;
    }

    /** Starts QEMU, and does not wait for its guest: nothing could be cleaned up meanwhile. */
    synchronized VirtualMachine start(MachineSpec spec) {
        requireOpen();
        VirtualMachine machine = VirtualMachine.start(spec);
        ends.add(machine::close);
        return machine;
    }

    /** Starts a server with a directory of its own for its socket; returns where it listens. */
    synchronized Path serve(Function<Path, ServerSpec> wanted) {
        requireOpen();
        try {
            Path directory = Files.createTempDirectory(Debris.PREFIX);
            directories.add(directory);
            ServerSpec spec = wanted.apply(directory);
            IvshmemServer server = IvshmemServer.start(spec, event -> {});
            ends.add(server::close);
            return spec.socket();
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILURE, "no temporary directory can be made: " + e.getMessage());
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new CommandFailure(ExitCode.INTERRUPTED, "interrupted.");
        }
    }

    private synchronized void cleanUp() {
        if (closed) {
            return;
        }
        closed = true;
        ends.reversed().forEach(Runnable::run);
        try {
            if (path != null) {
                Files.deleteIfExists(path);
            }
            for (Path directory : directories) {
                Leavings.removeDirectory(directory);
            }
        } catch (IOException e) {
            System.err.println("annulus: what the demo made cannot be removed: " + e);
        }
    }

    @Override
    public void close() {
        cleanUp();
        if (region != null) {
            region.close();
        }
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // A signal is ending us, and has killed the children: what the caller would say about that is no news.
            awaitExit();
        }
    }

    private static void awaitExit() {
        while (true) {
            LockSupport.park();
        }
    }
}
