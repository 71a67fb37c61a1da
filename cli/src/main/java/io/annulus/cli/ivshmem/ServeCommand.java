// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.ivshmem;

import io.annulus.cli.argument.ByteSize;
import io.annulus.cli.argument.DurationConverter;
import io.annulus.cli.argument.PermissionsConverter;
import io.annulus.cli.argument.PermissionsConverter.Permissions;
import io.annulus.ivshmem.server.Access;
import io.annulus.ivshmem.server.Limits;
import io.annulus.ivshmem.server.MemorySource;
import io.annulus.ivshmem.server.RegionPlan;
import io.annulus.ivshmem.server.ServerSpec;
import io.annulus.ivshmem.server.ServerSpec.Afterwards;
import io.annulus.ivshmem.server.TakeOverSpec;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code annulus ivshmem serve}. */
@Command(
        name = "serve",
        description = {
            "Share memory and doorbells with every virtual machine and program that connects (protocol version 0, QEMU 2.5 and"
                    + " later). Stays in the foreground until SIGTERM or SIGINT, and then leaves nothing behind.",
            "Beside the socket there are PATH.lock, held while this runs, PATH.control, where 'annulus ivshmem peers' asks, and"
                    + " PATH.successor, where another server takes over (--take-over, annulus ivshmem hold): then this one ends"
                    + " with status 0, and no client notices.",
            "'ivshmem-server' and 'ivshmem_server' are the same program with the options of QEMU's and of nahanni's server."
        },
        footer = {
            "  annulus ivshmem serve --socket /run/annulus/vm1 --size 64M --vectors 2",
            "  annulus ivshmem serve --socket /run/annulus/vm1 --size 64M --allow-uid 64055 --group kvm \\",
            "      --region orders=1024:single:single,fills=4096:single:single:64",
            "  annulus ivshmem serve --socket /run/annulus/big --size 4G --memory hugetlbfs:/dev/hugepages",
            "  annulus ivshmem serve --socket /run/annulus/vm1 --take-over"
        })
final class ServeCommand implements Runnable {
    private static final int OWNER_AND_GROUP = 0660;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--socket",
            paramLabel = "PATH",
            required = true,
            description = "Where to listen. What a dead server left there is replaced, a living one is not.")
    private Path socket;

    @Option(
            names = "--size",
            paramLabel = "SIZE",
            converter = ByteSize.Converter.class,
            description =
                    "Of the memory, such as 64M or 4G; rounded up to a power of two, 4096 or more. Required, except with"
                            + " --take-over.")
    private ByteSize size;

    @Option(
            names = "--take-over",
            description =
                    "Take over from the server or holder at PATH, of the same user: its memory, its clients, and what they know of"
                            + " each other. --size, --vectors and --memory, if given, must agree with what is there; everything"
                            + " else is as this command says. If nobody is there: start anew if --size is given, end with 3"
                            + " otherwise.")
    private boolean takeOver;

    @Option(names = "--vectors", paramLabel = "N", description = "Doorbells of each peer, 0 to 64 (default 1).")
    private Integer vectors;

    @Option(
            names = "--memory",
            paramLabel = "SOURCE",
            converter = MemoryConverter.class,
            description =
                    "memfd (default): no name, and nobody can shorten it. shm:NAME, file:PATH: a name for others to"
                            + " open, too; one that exists is used as it is if it has that size. hugetlbfs:DIR: huge pages.")
    private MemorySource memory;

    @Option(names = "--keep", description = "Leave a file made for shm:NAME or file:PATH in place at the end.")
    private boolean keep;

    @Option(names = "--region", paramLabel = "RINGS", converter = RingList.class, description = RingList.DESCRIPTION)
    private RegionPlan region;

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            converter = PermissionsConverter.class,
            description = "Permissions of the socket in octal, whatever the umask (default 0660).")
    private Permissions mode;

    @Option(
            names = "--group",
            paramLabel = "NAME",
            description = "Group of the socket (default: that of this process).")
    private String group;

    @Option(
            names = "--allow-uid",
            paramLabel = "UID",
            converter = UserNumber.class,
            description =
                    "Let in this user; can be repeated. With neither this nor --allow-gid: all whom the socket lets in.")
    private Set<Integer> uids = new LinkedHashSet<>();

    @Option(
            names = "--allow-gid",
            paramLabel = "GID",
            converter = UserNumber.class,
            description = "Let in processes whose own group this is; can be repeated.")
    private Set<Integer> gids = new LinkedHashSet<>();

    @Option(names = "--max-peers", paramLabel = "N", description = "Peers at a time, 1 to 65536 (default 1024).")
    private int peers = Limits.usual().peers();

    @Option(
            names = "--max-peers-per-uid",
            paramLabel = "N",
            description = "Peers of one user at a time (default: all).")
    private int peersOfOneUser = Limits.usual().peersOfOneUser();

    @Option(
            names = "--max-queued",
            paramLabel = "N",
            description = "Drop a peer that has more messages than this to read (default 65536).")
    private int waiting = Limits.usual().waitingMessages();

    @Option(
            names = "--max-stall",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description = "Drop a peer that has messages to read and reads none for so long (default 30s).")
    private Duration patience = Limits.usual().patience();

    @Option(
            names = "--pid-file",
            paramLabel = "FILE",
            description = "Write the process id there, and remove it at the end.")
    private Path pidFile;

    @Option(names = "--event-log", paramLabel = "FILE", description = "Append what happens as lines of JSON.")
    private Path eventLog;

    @Option(names = "--verbose", description = "Say on standard error who comes and goes, too.")
    private boolean verbose;

    @Option(
            names = {"-F", "--foreground"},
            description = "Stay in the foreground: always so. For those who are used to saying it.")
    @SuppressWarnings("UnusedVariable") // Taken, so that who gives it need not know.
    private boolean foreground;

    @Override
    public void run() {
        if (size == null && !takeOver) {
            throw new ParameterException(spec.commandLine(), "Missing required option: '--size=SIZE'");
        }
        PrintWriter err = spec.commandLine().getErr();
        EventLog log = verbose ? EventLog.verbose(err, eventLog) : EventLog.brief(err, eventLog);
        Service service = new Service(socket, err, pidFile);
        if (takeOver) {
            service.takeOver(successor(), Optional.ofNullable(size).map(_ -> anew()), log);
        } else {
            service.run(anew(), log);
        }
    }

    private ServerSpec anew() {
        ServerSpec wanted = ServerSpec.of(socket, size.bytes())
                .withVectors(vectors == null ? 1 : vectors)
                .withMemory(
                        memory == null ? new MemorySource.Sealed() : memory, keep ? Afterwards.KEEP : Afterwards.REMOVE)
                .withAccess(access())
                .withLimits(limits());
        return region == null ? wanted : wanted.withRegion(region);
    }

    private TakeOverSpec successor() {
        return new TakeOverSpec(
                socket,
                size == null ? OptionalLong.empty() : OptionalLong.of(anew().memoryBytes()),
                vectors == null ? OptionalInt.empty() : OptionalInt.of(vectors),
                Optional.ofNullable(memory),
                Optional.ofNullable(region),
                access(),
                limits());
    }

    private Access access() {
        return new Access(mode == null ? OWNER_AND_GROUP : mode.bits(), Optional.ofNullable(group), uids, gids);
    }

    private Limits limits() {
        return Limits.usual().withPeers(peers, peersOfOneUser).withWaiting(waiting, patience);
    }
}
