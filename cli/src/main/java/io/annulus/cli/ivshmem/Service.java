// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.ivshmem;

import io.annulus.cli.argument.ByteSize;
import io.annulus.cli.output.CommandFailure;
import io.annulus.cli.output.ExitCode;
import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import io.annulus.ivshmem.server.IvshmemServer;
import io.annulus.ivshmem.server.ServerSpec;
import io.annulus.ivshmem.server.TakeOverSpec;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * A server as a process: from its start to the signal that ends it, after which nothing of it is left, or to its successor,
 * which has everything then.
 */
final class Service {
    /** The one that was taken over from has nothing to do any more but to end. */
    private static final Duration TO_END = Duration.ofSeconds(10);

    private final Path socket;
    private final PrintWriter err;
    private final PidFile pidFile;

    /** A service; the pid file may be null. */
    Service(Path socket, PrintWriter err, Path pidFile) {
        this.socket = socket;
        this.err = err;
        this.pidFile = new PidFile(pidFile);
    }

    /** Serves until the process is told to end, or another has taken over. */
    void run(ServerSpec spec, EventLog log) {
        serve(log, () -> begin(spec, log));
    }

    /** The same from where another lets go; or, if nobody is there and something is wanted then, from the beginning. */
    void takeOver(TakeOverSpec spec, Optional<ServerSpec> otherwise, EventLog log) {
        serve(log, () -> {
            try {
                IvshmemServer server = IvshmemServer.takeOver(spec, log);
                pidFile.writeOnceFree(TO_END, err);
                return server;
            } catch (AnnulusException e) {
                if (e.reason() != Reason.NOT_FOUND || otherwise.isEmpty()) {
                    throw e;
                }
                err.println("annulus: nobody is there to take over from, so this begins anew");
                return begin(otherwise.get(), log);
            }
        });
    }

    private IvshmemServer begin(ServerSpec spec, EventLog log) {
        if (spec.memoryBytes() != spec.bytes()) {
            err.println("annulus: rounding " + spec.bytes() + " bytes up to " + spec.memoryBytes()
                    + ": a device's memory is a power of two, and 4096 bytes or more");
        }
        pidFile.write();
        return IvshmemServer.start(spec, log);
    }

    private void serve(EventLog log, Supplier<IvshmemServer> how) {
        // Before anything is made: a signal may come at any moment from then on.
        CompletableFuture<IvshmemServer> started = new CompletableFuture<>();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(started)));
        try (log;
                pidFile;
                IvshmemServer server = start(how, started)) {
            err.println("annulus: sharing " + ByteSize.describe(server.memoryBytes()) + " of " + server.memoryLabel()
                    + " at " + socket + "; for QEMU 2.6 and later: " + qemuOptions(socket, server.vectors()));
            err.flush();
            server.awaitEnd();
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILURE, "the event log cannot be closed: " + e.getMessage() + ".");
        }
    }

    private static IvshmemServer start(Supplier<IvshmemServer> how, CompletableFuture<IvshmemServer> started) {
        try {
            IvshmemServer server = how.get();
            started.complete(server);
            return server;
        } catch (RuntimeException | Error e) {
            started.completeExceptionally(e);
            throw e;
        }
    }

    /** What to put on QEMU's command line. */
    static String qemuOptions(Path socket, int vectors) {
        return "-chardev socket,path=" + socket.toString().replace(",", ",,")
                + ",id=ivshmem -device ivshmem-doorbell,chardev=ivshmem,vectors=" + Math.max(1, vectors);
    }

    /** Waits for a start that is in progress: only what is made completely can be removed completely. */
    private void end(CompletableFuture<IvshmemServer> started) {
        started.thenAccept(IvshmemServer::close).exceptionally(_ -> null).join();
        pidFile.close();
    }
}
