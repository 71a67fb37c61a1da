// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.client;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/** Joins a fake server, which says its piece on another thread meanwhile. */
final class Joining {
    private Joining() {}

    static IvshmemClient join(FakeServer server, JoinSpec spec, Consumer<FakeServer> piece) {
        CompletableFuture<Void> saying =
                CompletableFuture.runAsync(() -> piece.accept(server.accept()), Thread.ofPlatform()::start);
        try {
            return IvshmemClient.join(server.path(), spec);
        } finally {
            finish(saying);
        }
    }

    private static void finish(CompletableFuture<Void> saying) {
        try {
            saying.join();
        } catch (CompletionException e) {
            // A client that has refused the first half hangs up before the second.
            if (!String.valueOf(e.getCause().getMessage()).contains("EPIPE")) {
                throw e;
            }
        }
    }
}
