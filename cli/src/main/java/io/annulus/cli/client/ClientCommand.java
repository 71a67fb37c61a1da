// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.client;

import io.annulus.cli.argument.DurationConverter;
import io.annulus.cli.output.CommandFailure;
import io.annulus.cli.output.ExitCode;
import io.annulus.cli.output.FormatOption;
import io.annulus.cli.timing.Deadline;
import io.annulus.ivshmem.client.IvshmemClient;
import io.annulus.ivshmem.client.JoinSpec;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code annulus ivshmem client}: what is common to its verbs, and {@code info} where none is given. */
@Command(
        name = "client",
        description = {
            "Join an ivshmem server, do one thing there, and leave. Meanwhile this command is a peer like each virtual machine:"
                    + " the others are told that it comes and goes.",
            "Works with any server that speaks the protocol of QEMU 2.5 and later. Without a verb, does what info does."
        },
        footer = {
            "  annulus ivshmem client --socket /run/annulus/vm1 info",
            "  annulus ivshmem client --socket /run/annulus/vm1 peers --format json",
            "  annulus ivshmem client --socket /run/annulus/vm1 ring 3 0",
            "  annulus ivshmem client --socket /run/annulus/vm1 wait 0 --timeout 1m",
            "  annulus ivshmem client --socket /run/annulus/vm1 read 0 256"
        },
        subcommands = {
            ShowMembership.class,
            ListPeers.class,
            RingPeers.class,
            AwaitVector.class,
            ReadServerMemory.class,
            WriteServerMemory.class
        })
public final class ClientCommand implements Runnable {
    private static final Duration SET_UP = Duration.ofSeconds(5);

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--socket",
            paramLabel = "PATH",
            required = true,
            scope = ScopeType.INHERIT,
            description = "Where the server listens.")
    private Path socket;

    @Option(
            names = "--vectors",
            paramLabel = "N",
            scope = ScopeType.INHERIT,
            description =
                    "How many vectors the server gives each peer, 0 to 2048. It never says so itself; given here, this"
                            + " command waits for all of its own before it does anything.")
    private Integer vectors;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            scope = ScopeType.INHERIT,
            description =
                    "How long to wait for a ring, or for the peer and vector that are to be rung: 500ms, 2s, 1m (10s if"
                            + " not given). Joining may take as long, and 5 s in any case.")
    private Duration timeout = Duration.ofSeconds(10);

    @Mixin
    private FormatOption format;

    /** Made by picocli. */
    public ClientCommand() {}

    @Override
    public void run() {
        show(spec, format);
    }

    void show(CommandSpec command, FormatOption as) {
        try (IvshmemClient client = join()) {
            boolean complete = client.awaitPeers(setUp());
            MembershipView.print(client, socket, as, command.commandLine().getOut());
            requireComplete(complete);
        }
    }

    IvshmemClient join() {
        JoinSpec any = JoinSpec.usual().withPatience(setUp());
        return IvshmemClient.join(socket, vectors == null ? any : any.withVectors(vectors));
    }

    /** The server's memory. Needs no peer to stay there for it, who would have to read what the server sends. */
    MemorySegment map(Arena arena) {
        try (IvshmemClient client = join()) {
            return client.memory().map(arena);
        }
    }

    Path socket() {
        return socket;
    }

    /** However short a wait is asked for, the server gets its time to answer. */
    Duration setUp() {
        return timeout.compareTo(SET_UP) < 0 ? SET_UP : timeout;
    }

    Duration timeout() {
        return timeout;
    }

    /** All who were there before are known as soon as a doorbell of our own has come. */
    void requireComplete(boolean complete) {
        if (!complete) {
            throw new CommandFailure(
                    ExitCode.FAILURE,
                    "waited " + Deadline.describe(setUp())
                            + ": no doorbell of our own came, so not all peers may be known."
                            + " If the server gives no vectors, say --vectors 0.");
        }
    }
}
