// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.export;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import io.annulus.ivshmem.client.IvshmemClient;
import io.annulus.ivshmem.client.JoinSpec;
import io.annulus.ivshmem.server.ServerInquiry;
import io.annulus.posix.memory.MappedRegion;
import io.annulus.posix.memory.SharedMemory;
import io.annulus.region.Region;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The region in the memory that an ivshmem server hands out.
 *
 * @param region as a machine at this server would see it
 * @param socket where the server listens, absolute
 * @param vectors how many of its own doorbells a peer was seen to get; the server may give more
 */
public record ServedRegion(SharedRegion region, Path socket, int vectors) {

    /**
     * Asks a server of this library and user, and looks at its memory. Any other server is joined for a moment: its peers are told
     * of a newcomer that is gone at once. That is avoided where it can be, since QEMU frees memory twice when a device is unplugged
     * that has seen somebody leave.
     *
     * @param socket where it listens
     * @param vectors that the machine's device is to have, 1 to 64
     * @return what it hands out
     * @throws AnnulusException {@link Reason#NOT_FOUND} if nobody listens, {@link Reason#BAD_SPEC} or {@link Reason#TIMED_OUT} if the
     *     server gives fewer vectors, {@link Reason#NOT_A_REGION} if there is no region in its memory; or as {@link
     *     IvshmemClient#join}
     */
    public static ServedRegion at(Path socket, int vectors) {
        Path absolute = new Attachment.Doorbell(SharedRegion.absolute(socket), vectors).socket();
        int given;
        SharedMemory memory;
        try {
            ServerInquiry.Offer offer = new ServerInquiry(absolute).offer();
            given = offer.vectors();
            memory = offer.openMemory();
        } catch (AnnulusException e) {
            return at(socket, vectors, JoinSpec.usual());
        }
        try (memory) {
            if (given < vectors) {
                throw new AnnulusException(
                        Reason.BAD_SPEC,
                        socket + ": expected a server with " + vectors + " vectors for each peer, found one with "
                                + given,
                        "Ask for as many as the server gives");
            }
            try (Region region = attach(memory, absolute)) {
                return of(region, absolute, memory.bytes(), given);
            }
        }
    }

    static ServedRegion at(Path socket, int vectors, JoinSpec usual) {
        Attachment.Doorbell asked = new Attachment.Doorbell(SharedRegion.absolute(socket), vectors);
        JoinSpec spec = usual.withVectors(vectors);
        try (IvshmemClient client = IvshmemClient.join(asked.socket(), spec);
                Region region = attach(client.memory(), asked.socket())) {
            client.update();
            return of(region, asked.socket(), client.memory().bytes(), client.vectors());
        }
    }

    private static ServedRegion of(Region region, Path socket, long bytes, int vectors) {
        SharedRegion seen = SharedRegion.of(region, Optional.empty(), bytes);
        SharedRegion named = new SharedRegion(
                socket.toString(), seen.file(), seen.bytes(), seen.uuid(), seen.directoryCapacity(), seen.objects());
        return new ServedRegion(named, socket, vectors);
    }

    private static Region attach(SharedMemory memory, Path socket) {
        try {
            return MappedRegion.attach(memory);
        } catch (AnnulusException e) {
            if (e.reason() != Reason.NOT_A_REGION) {
                throw e;
            }
            throw new AnnulusException(
                    Reason.NOT_A_REGION,
                    socket + ": expected a region in the memory that this server shares, found none",
                    "Have it lay one (annulus ivshmem serve --region RINGS), or create one in its file",
                    e);
        }
    }
}
