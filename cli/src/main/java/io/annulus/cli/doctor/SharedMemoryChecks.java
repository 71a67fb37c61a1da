// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.doctor;

import io.annulus.cli.argument.ByteSize;
import io.annulus.error.AnnulusException;
import io.annulus.region.Region;
import io.annulus.region.RegionSpec;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/** Where regions live. */
final class SharedMemoryChecks {
    private static final String SHM = "/dev/shm";
    private static final long CONTAINER_DEFAULT = 64L << 20;
    private static final long PROBE_BYTES = 1L << 20;
    private static final long LITTLE = 16L << 20;
    private static final String ENLARGE =
            "mount -o remount,size=1G /dev/shm; for a container: --shm-size=1g (Kubernetes: emptyDir, medium Memory)";

    private SharedMemoryChecks() {}

    static List<Finding> look(Machine machine) {
        Path shm = machine.path(SHM);
        if (!Files.isDirectory(shm)) {
            return List.of(Finding.wrong(
                    SHM, "missing", "a tmpfs that everyone may write", "mount -t tmpfs -o mode=1777 tmpfs /dev/shm"));
        }
        return List.of(place(shm), room(shm), region(shm));
    }

    private static Finding place(Path shm) {
        String wanted = "a tmpfs that everyone may write (mode 1777)";
        try {
            FileStore store = Files.getFileStore(shm);
            int mode = (Integer) Files.getAttribute(shm, "unix:mode", LinkOption.NOFOLLOW_LINKS) & 07777;
            String found = store.type() + ", owner " + Files.getOwner(shm) + ", mode " + Integer.toOctalString(mode);
            if (!Files.isWritable(shm)) {
                return Finding.wrong(SHM, found + ", not writable for us", wanted, "chmod 1777 /dev/shm");
            }
            boolean memory = store.type().equals("tmpfs") || store.type().equals("ramfs");
            return memory
                    ? Finding.ok(SHM, found, wanted)
                    : Finding.optional(
                            SHM, found, wanted, "regions work, at the file system's speed: mount a tmpfs there");
        } catch (IOException | RuntimeException e) {
            return Finding.wrong(SHM, "cannot be examined: " + e.getMessage(), wanted, "see its mount and permissions");
        }
    }

    private static Finding room(Path shm) {
        String name = SHM + " size";
        String wanted = "more than the regions you want to have";
        try {
            FileStore store = Files.getFileStore(shm);
            long total = store.getTotalSpace();
            String found = ByteSize.describe(total) + ", " + ByteSize.describe(store.getUsableSpace()) + " free";
            if (total > 0 && total <= CONTAINER_DEFAULT) {
                return Finding.optional(
                        name, found + " (64 MiB is what container engines give by default)", wanted, ENLARGE);
            }
            return store.getUsableSpace() < LITTLE
                    ? Finding.optional(
                            name, found, wanted, "remove what nobody uses ('annulus region list'), or " + ENLARGE)
                    : Finding.ok(name, found, wanted);
        } catch (IOException e) {
            return Finding.optional(name, "unknown: " + e.getMessage(), wanted, "see 'df /dev/shm'");
        }
    }

    // The only test that cannot be fooled by whatever else may stand in the way.
    private static Finding region(Path shm) {
        String wanted = "a region can be created, mapped and removed";
        Path probe = shm.resolve("annulus-doctor-" + ProcessHandle.current().pid());
        try {
            Region.create(probe, RegionSpec.ofSize(PROBE_BYTES)).close();
            Region.remove(probe);
            return Finding.ok("region", "created, mapped and removed one of 1 MiB", wanted);
        } catch (AnnulusException e) {
            return Finding.wrong("region", e.getMessage(), wanted, "see what is found");
        }
    }
}
