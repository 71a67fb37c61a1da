// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.ivshmem;

import io.annulus.cli.argument.ByteSize;
import io.annulus.cli.output.CommandFailure;
import io.annulus.cli.output.ExitCode;
import io.annulus.ivshmem.server.IvshmemServer;
import io.annulus.ivshmem.server.ServerSpec;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/** A server as a process: from its start to the signal that ends it, after which nothing of it is left. */
final class Service {
    private final ServerSpec spec;
    private final PrintWriter err;
    private final PidFile pidFile;

    /** A service; the pid file may be null. */
    Service(ServerSpec spec, PrintWriter err, Path pidFile) {
        this.spec = spec;
        this.err = err;
        this.pidFile = new PidFile(pidFile);
    }

    /** Serves until the process is told to end. */
    void run(EventLog log) {
        if (spec.memoryBytes() != spec.bytes()) {
            err.println("annulus: rounding " + spec.bytes() + " bytes up to " + spec.memoryBytes()
                    + ": a device's memory is a power of two, and 4096 bytes or more");
        }
        // Before anything is made: a signal may come at any moment from then on.
        CompletableFuture<IvshmemServer> started = new CompletableFuture<>();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(started)));
        try (log;
                pidFile;
                IvshmemServer server = start(log, started)) {
            err.println("annulus: sharing " + ByteSize.describe(server.memoryBytes()) + " of " + spec.memory() + " at "
                    + spec.socket() + "; for QEMU 2.6 and later: " + qemuOptions(spec));
            err.flush();
            server.awaitEnd();
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILURE, "the event log cannot be closed: " + e.getMessage() + ".");
        }
    }

    private IvshmemServer start(EventLog log, CompletableFuture<IvshmemServer> started) {
        try {
            pidFile.write();
            IvshmemServer server = IvshmemServer.start(spec, log);
            started.complete(server);
            return server;
        } catch (RuntimeException | Error e) {
            started.completeExceptionally(e);
            throw e;
        }
    }

    /** What to put on QEMU's command line. */
    static String qemuOptions(ServerSpec spec) {
        return "-chardev socket,path=" + spec.socket().toString().replace(",", ",,")
                + ",id=ivshmem -device ivshmem-doorbell,chardev=ivshmem,vectors="
                + Math.max(1, spec.vectors());
    }

    /** Waits for a start that is in progress: only what is made completely can be removed completely. */
    private void end(CompletableFuture<IvshmemServer> started) {
        started.thenAccept(IvshmemServer::close).exceptionally(_ -> null).join();
        pidFile.close();
    }
}
