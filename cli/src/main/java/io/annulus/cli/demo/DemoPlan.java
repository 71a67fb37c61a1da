// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.demo;

import io.annulus.cli.output.CommandFailure;
import io.annulus.cli.output.ExitCode;
import io.annulus.cli.party.Parcel;
import io.annulus.region.RegionSpec;
import io.annulus.ring.RingSpec;
import io.annulus.ring.Sizing;
import io.annulus.ring.SyncMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * What the demo is to move, and through what.
 *
 * @param file any regular file
 * @param fileBytes its size before the start
 * @param entries slots of the ring
 * @param elementSize bytes of an element, header included
 * @param burst how many elements move at a time, at most
 */
record DemoPlan(Path file, long fileBytes, int entries, int elementSize, int burst) {
    /** Where the producer puts the file in; without a guest also where the consumer takes it out. */
    static final String RING = "demo";
    /** What the guest puts it back into. */
    static final String WAY_BACK = "back";

    private static final int SMALLEST_ELEMENT = 64;
    private static final int LARGEST_STAGING = 1 << 28;
    private static final long SMALLEST_DEVICE = 1 << 20;
    private static final long ROOM_BESIDE_RING = 1 << 18;

    /** Checks the file and the numbers. */
    static DemoPlan of(Path file, int entries, int elementSize, int burst) {
        require(elementSize >= SMALLEST_ELEMENT, "--element-size: expected 64 or more, found " + elementSize);
        require(
                burst >= 1 && burst < entries && (long) burst * elementSize <= LARGEST_STAGING,
                "--burst: expected 1 or more, fewer than the entries, 256 MiB at most, found " + burst);
        DemoPlan plan = new DemoPlan(file, sizeOf(file), entries, elementSize, burst);
        plan.ringSpec(); // Refuses what no ring can be.
        return plan;
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new CommandFailure(ExitCode.USAGE, message + ".");
        }
    }

    private static long sizeOf(Path file) {
        try {
            long size = Files.size(file);
            if (!Files.isRegularFile(file)) {
                throw new CommandFailure(ExitCode.FAILURE, file + ": expected a regular file. Give one with --file.");
            }
            if (!Files.isReadable(file)) {
                throw new CommandFailure(ExitCode.FAILURE, file + ": no permission to read it. Give another --file.");
            }
            return size;
        } catch (NoSuchFileException e) {
            throw new CommandFailure(ExitCode.NOT_FOUND, file + ": no such file. Give one with --file.");
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILURE, file + ": " + e.getMessage() + ". Give another --file.");
        }
    }

    RingSpec ringSpec() {
        return new RingSpec(entries, Sizing.POWER_OF_TWO, elementSize, SyncMode.SINGLE, SyncMode.SINGLE);
    }

    RegionSpec regionSpec() {
        return RegionSpec.ofSize((long) entries * elementSize + ROOM_BESIDE_RING);
    }

    /** For so many rings, in the memory of a device, whose size is a power of two. */
    RegionSpec deviceRegionSpec(int rings) {
        long needed = (long) rings * entries * elementSize + ROOM_BESIDE_RING;
        return RegionSpec.ofSize(Math.max(SMALLEST_DEVICE, Long.highestOneBit(needed - 1) << 1));
    }

    /** How many elements the file fills. */
    long fileElements() {
        long piece = (long) elementSize - Parcel.HEADER_SIZE;
        return (fileBytes + piece - 1) / piece;
    }
}
