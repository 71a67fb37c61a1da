// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.ivshmem;

import io.annulus.cli.output.CommandFailure;
import io.annulus.cli.output.ExitCode;
import io.annulus.ivshmem.server.Holder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code annulus ivshmem hold}. */
@Command(
        name = "hold",
        description = {
            "Take everything over from the server at PATH, of the same user, and keep it until the next server takes it over"
                    + " (annulus ivshmem serve --take-over): so a server can be stopped and another one started without any"
                    + " client noticing. The server, and later this command, end with status 0.",
            "Who connects meanwhile waits for the next server: a virtual machine that is being started goes on then. Memory and"
                    + " doorbells of those who are there work on as before.",
            "SIGTERM or SIGINT ends it, and then nothing is left for a next server."
        },
        footer = {
            "  annulus ivshmem hold --socket /run/annulus/vm1 &",
            "  annulus ivshmem serve --socket /run/annulus/vm1 --take-over"
        })
final class HoldCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--socket",
            paramLabel = "PATH",
            required = true,
            description = "Where the server listens for its clients.")
    private Path socket;

    @Option(names = "--event-log", paramLabel = "FILE", description = "Append what happens as lines of JSON.")
    private Path eventLog;

    @Override
    public void run() {
        PrintWriter err = spec.commandLine().getErr();
        // Before anything is taken: a signal may come at any moment from then on.
        CompletableFuture<Holder> taken = new CompletableFuture<>();
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() ->
                        taken.thenAccept(Holder::close).exceptionally(_ -> null).join()));
        try (EventLog log = EventLog.brief(err, eventLog);
                Holder holder = take(log, taken)) {
            holder.awaitEnd();
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILURE, "the event log cannot be closed: " + e.getMessage() + ".");
        }
    }

    private Holder take(EventLog log, CompletableFuture<Holder> taken) {
        try {
            Holder holder = Holder.take(socket, log);
            taken.complete(holder);
            return holder;
        } catch (RuntimeException | Error e) {
            taken.completeExceptionally(e);
            throw e;
        }
    }
}
