// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.export;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import io.annulus.ivshmem.client.IvshmemClient;
import io.annulus.ivshmem.client.JoinSpec;
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
     * Joins a server, looks, and leaves: its peers are told of a newcomer that is gone at once.
     *
     * @param socket where it listens
     * @param vectors that the machine's device is to have, 1 to 64
     * @return what it hands out
     * @throws AnnulusException {@link Reason#NOT_FOUND} if nobody listens, {@link Reason#TIMED_OUT} if the server gives fewer
     *     vectors, {@link Reason#NOT_A_REGION} if there is no region in its memory; or as {@link IvshmemClient#join}
     */
    public static ServedRegion at(Path socket, int vectors) {
        return at(socket, vectors, JoinSpec.usual());
    }

    static ServedRegion at(Path socket, int vectors, JoinSpec usual) {
        Attachment.Doorbell asked = new Attachment.Doorbell(SharedRegion.absolute(socket), vectors);
        JoinSpec spec = usual.withVectors(vectors);
        try (IvshmemClient client = IvshmemClient.join(asked.socket(), spec);
                Region region = attach(client, asked.socket())) {
            client.update();
            SharedRegion seen =
                    SharedRegion.of(region, Optional.empty(), client.memory().bytes());
            SharedRegion named = new SharedRegion(
                    asked.socket().toString(),
                    seen.file(),
                    seen.bytes(),
                    seen.uuid(),
                    seen.directoryCapacity(),
                    seen.objects());
            return new ServedRegion(named, asked.socket(), client.vectors());
        }
    }

    private static Region attach(IvshmemClient client, Path socket) {
        try {
            return client.attach();
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
