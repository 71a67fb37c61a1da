// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.ivshmem;

import io.annulus.cli.argument.ByteSize;
import io.annulus.ivshmem.server.MemorySource;
import io.annulus.ivshmem.server.ServerSpec;
import io.annulus.ivshmem.server.ServerSpec.Afterwards;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The server under the name {@code ivshmem-server}, with the letters of the one that comes with QEMU. */
@Command(
        name = "ivshmem-server",
        hidden = true,
        description = "The server with the options of QEMU's ivshmem-server. Stays in the foreground in any case.",
        footer = {
            "  ivshmem-server -F -S /tmp/ivshmem_socket -l 64M -n 2",
            "  annulus ivshmem serve --socket /tmp/ivshmem_socket --size 64M --vectors 2 --memory shm:ivshmem"
        })
final class QemuServerCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Option(names = "-S", paramLabel = "PATH", description = "Where to listen (/tmp/ivshmem_socket).")
    private Path socket = Path.of("/tmp/ivshmem_socket");

    @Option(
            names = "-l",
            paramLabel = "SIZE",
            converter = ByteSize.Converter.class,
            description = "Of the memory; K, M, G (4M). Rounded up to a power of two.")
    private ByteSize size = new ByteSize(4L << 20);

    @Option(names = "-n", paramLabel = "N", description = "Vectors of each peer, 0 to 64 (1).")
    private int vectors = 1;

    private MemorySource memory = new MemorySource.Named("ivshmem");

    @Option(names = "-p", paramLabel = "FILE", description = "Write the process id there (default: nowhere).")
    private Path pidFile;

    @Option(names = "-v", description = "Say who comes and goes.")
    private boolean verbose;

    @Option(names = "-F", description = "Stay in the foreground: always so.")
    @SuppressWarnings("UnusedVariable") // Taken, so that who gives it need not know.
    private boolean foreground;

    @Option(
            names = "-M",
            paramLabel = "NAME",
            description = "A POSIX shared-memory object (ivshmem). The last of -m and -M wins.")
    void setName(String name) {
        memory = new MemorySource.Named(name);
    }

    @Option(
            names = "-m",
            paramLabel = "DIR",
            description = "A file without a name in this directory, such as /dev/hugepages.")
    void setDirectory(Path directory) {
        memory = new MemorySource.Unnamed(directory);
    }

    @Override
    public void run() {
        PrintWriter err = spec.commandLine().getErr();
        err.println(
                "annulus: called ivshmem-server, so these are the options of QEMU's: -m is a directory, -p a pid file."
                        + " This one stays in the foreground, and removes what it made when it ends.");
        ServerSpec wanted =
                ServerSpec.of(socket, size.bytes()).withVectors(vectors).withMemory(memory, Afterwards.REMOVE);
        new Service(socket, err, pidFile)
                .run(wanted, verbose ? EventLog.verbose(err, null) : EventLog.brief(err, null));
    }
}
