// SPDX-License-Identifier: Apache-2.0
package io.annulus.crash;

import io.annulus.region.Region;
import io.annulus.ring.Ring;
import io.annulus.ring.RingSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/** A region whose ring has both of its sides held by a process that was killed. */
final class DeadHolders {
    private DeadHolders() {}

    /** The holder: takes what it is told to, and keeps it. */
    public static void main(String[] arguments) {
        Ring ring = Ring.attach(Region.open(Path.of(arguments[0])), Small.NAME);
        for (int i = 1; i < arguments.length; i++) {
            if (arguments[i].equals("producer")) {
                ring.producer();
            } else {
                ring.consumer();
            }
        }
        Victim.say("HOLDS");
        while (true) {
            LockSupport.park();
        }
    }

    static byte[] region(int participants, RingSpec spec) {
        try {
            Path directory = Files.createTempDirectory("annulus");
            Path path = directory.resolve("region");
            try (Region region = Region.create(path, Small.spec(3, participants))) {
                Ring.create(region, Small.NAME, spec);
            }
            try (ChildProcess holder = ChildProcess.start(DeadHolders.class, path, "producer", "consumer")) {
                holder.await("HOLDS");
                holder.kill();
            }
            byte[] bytes = Files.readAllBytes(path);
            Files.delete(path);
            Files.delete(directory);
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void write(Path path, byte[] region) {
        try {
            Files.write(path, region);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
