// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.semaphore;

import io.annulus.cli.argument.DevicePath;
import io.annulus.cli.argument.FilePath;
import io.annulus.cli.argument.RegionPath;
import io.annulus.cli.argument.ServerPath;
import io.annulus.ivshmem.client.IvshmemClient;
import io.annulus.ivshmem.client.JoinSpec;
import io.annulus.ivshmem.doorbell.Doorbells;
import io.annulus.ivshmem.driver.GuestDoorbells;
import io.annulus.ivshmem.guest.DeviceKind;
import io.annulus.region.Access;
import io.annulus.region.Region;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A region, and how to ring those who share it.
 *
 * @param region open
 * @param doorbells if there are any
 */
record Party(Region region, Optional<Doorbells> doorbells) implements AutoCloseable {
    private static final Duration SET_UP = Duration.ofSeconds(5);

    /** A region. Only a device with doorbells and a server have any; a server is joined for them. */
    static Party at(RegionPath place) {
        return switch (place) {
            case DevicePath path
            when path.device().kind() == DeviceKind.DOORBELL -> {
                GuestDoorbells doorbells = GuestDoorbells.open(path.device());
                yield of(doorbells, doorbells::attach);
            }
            case ServerPath path -> at(path.socket());
            case DevicePath _, FilePath _ -> new Party(place.open(Access.READ_WRITE), Optional.empty());
        };
    }

    /** The region in a server's memory, with the doorbells of all who are there. */
    static Party at(Path socket) {
        IvshmemClient client = IvshmemClient.join(socket, JoinSpec.usual().withPatience(SET_UP));
        return of(client, () -> {
            // If none of its own come, those of others may still be missing, or there are no vectors: it can only look.
            client.awaitPeers(SET_UP);
            return client.attach();
        });
    }

    private static Party of(Doorbells doorbells, Supplier<Region> attach) {
        try {
            return new Party(attach.get(), Optional.of(doorbells));
        } catch (RuntimeException | Error e) {
            doorbells.close();
            throw e;
        }
    }

    /** The region in a server's memory, to change without ringing. */
    static Region write(Path socket) {
        try (IvshmemClient client = IvshmemClient.join(socket, JoinSpec.usual().withPatience(SET_UP))) {
            return client.attach();
        }
    }

    /** The region in a server's memory, to look at. */
    @SuppressWarnings("MustBeClosedChecker") // The region owns its arena from here on, and closes it.
    static Region look(Path socket) {
        Arena arena = Arena.ofShared();
        try (IvshmemClient client = IvshmemClient.join(socket, JoinSpec.usual().withPatience(SET_UP))) {
            return Region.attach(client.memory().map(arena).asReadOnly(), arena, socket.toString());
        } catch (RuntimeException | Error e) {
            arena.close();
            throw e;
        }
    }

    @Override
    public void close() {
        region.close();
        doorbells.ifPresent(Doorbells::close);
    }
}
