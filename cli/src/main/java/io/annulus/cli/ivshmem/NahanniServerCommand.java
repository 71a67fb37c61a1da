// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.ivshmem;

import io.annulus.cli.argument.ByteSize;
import io.annulus.ivshmem.server.MemorySource;
import io.annulus.ivshmem.server.ServerSpec;
import io.annulus.ivshmem.server.ServerSpec.Afterwards;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The server under the name {@code ivshmem_server}, with the letters of the one that came with nahanni. */
@Command(
        name = "ivshmem_server",
        hidden = true,
        description = "The server with the options of nahanni's ivshmem_server, and today's protocol.",
        footer = {
            "  ivshmem_server -m 64 -p /tmp/nahanni",
            "  annulus ivshmem serve --socket /tmp/nahanni --size 64M --memory shm:ivshmem"
        })
final class NahanniServerCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Option(names = "-p", paramLabel = "PATH", description = "Where to listen (/tmp/ivshmem_socket).")
    private Path socket = Path.of("/tmp/ivshmem_socket");

    @Option(
            names = "-m",
            paramLabel = "SIZE",
            converter = Mebibytes.class,
            description = "Of the memory: MiB, or with a G GiB (1). Rounded up to a power of two.")
    private ByteSize size = new ByteSize(1L << 20);

    @Option(names = "-s", paramLabel = "NAME", description = "The POSIX shared-memory object (ivshmem).")
    private String name = "ivshmem";

    @Option(names = "-n", paramLabel = "N", description = "Vectors of each peer, 0 to 64 (1).")
    private int vectors = 1;

    /** A size as nahanni's server read it. */
    static final class Mebibytes implements ITypeConverter<ByteSize> {
        /** Made by picocli. */
        Mebibytes() {}

        @Override
        public ByteSize convert(String text) {
            String upper = text.toUpperCase(Locale.ROOT);
            if (!upper.matches("[0-9]{1,9}[MG]?")) {
                throw new TypeConversionException(
                        "expected a number of MiB, or of GiB with a G behind it, found '" + text + "'");
            }
            long number = Long.parseLong(upper.replaceAll("\\D", ""));
            return new ByteSize(number << (upper.endsWith("G") ? 30 : 20));
        }
    }

    @Override
    public void run() {
        PrintWriter err = spec.commandLine().getErr();
        ServerSpec wanted = ServerSpec.of(socket, size.bytes())
                .withVectors(vectors)
                .withMemory(new MemorySource.Named(name), Afterwards.REMOVE);
        err.println("annulus: called ivshmem_server, so these are the options of nahanni's: -m is MiB, -p the socket."
                + " The protocol is today's: a QEMU older than 2.5, and '-device ivshmem', will not do.");
        err.println("annulus: instead of '-chardev socket,path=" + socket
                + ",id=nahanni -device ivshmem,chardev=nahanni,size=..': qemu-system-x86_64 ... "
                + Service.qemuOptions(socket, vectors));
        new Service(socket, err, null).run(wanted, EventLog.verbose(err, null));
    }
}
