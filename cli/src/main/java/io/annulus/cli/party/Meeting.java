// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.party;

import io.annulus.ivshmem.client.IvshmemClient;
import io.annulus.ivshmem.client.JoinSpec;
import io.annulus.ivshmem.doorbell.Doorbells;
import io.annulus.ivshmem.doorbell.RingBells;
import io.annulus.ivshmem.driver.GuestDoorbells;
import io.annulus.ivshmem.guest.GuestDevice;
import io.annulus.region.Region;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the demo's parties meet: a region, and doorbells where they have some.
 *
 * @param region with the rings
 * @param doorbells to ring each other, and be rung on vector 0; empty if everyone looks again and again
 */
public record Meeting(Region region, Optional<Doorbells> doorbells) implements AutoCloseable {
    /** Doorbells of each party. */
    public static final int VECTORS = 1;

    /** On the host, with a region's file. */
    static Meeting inFile(Path path) {
        return new Meeting(Region.open(path), Optional.empty());
    }

    /** On the host, as a peer of the server at a socket. */
    static Meeting atServer(Path path, Path socket) {
        IvshmemClient client = IvshmemClient.join(socket, JoinSpec.usual().withVectors(VECTORS));
        try {
            return new Meeting(Region.open(path), Optional.of(client));
        } catch (RuntimeException | Error e) {
            client.close();
            throw e;
        }
    }

    /** In a guest. */
    static Meeting onDevice(GuestDevice device) {
        GuestDoorbells doorbells = GuestDoorbells.openWithInterrupts(device);
        try {
            return new Meeting(doorbells.attach(), Optional.of(doorbells));
        } catch (RuntimeException | Error e) {
            doorbells.close();
            throw e;
        }
    }

    /** For who puts elements into a ring. */
    Waiting producer(String ring) {
        return doorbells
                .map(own -> BellWaiting.producer(RingBells.attach(region, ring), own, 0))
                .orElseGet(Waiting::looking);
    }

    /** For who takes elements out of a ring. */
    Waiting consumer(String ring) {
        return doorbells
                .map(own -> BellWaiting.consumer(RingBells.attach(region, ring), own, 0))
                .orElseGet(Waiting::looking);
    }

    @Override
    public void close() {
        region.close();
        doorbells.ifPresent(Doorbells::close);
    }
}
