// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.client;

import io.annulus.cli.argument.ByteSize;
import io.annulus.cli.bytes.PlainMemory;
import java.lang.foreign.Arena;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code annulus ivshmem client read}. */
@Command(
        name = "read",
        description = {
            "Print bytes of the server's memory: in hexadecimal, or as they are. Changes nothing.",
            "The same as 'guest read' in a virtual machine there."
        },
        footer = {
            "  annulus ivshmem client --socket /run/annulus/vm1 read 0 256",
            "  annulus ivshmem client --socket /run/annulus/vm1 read 64K 1M --raw > part"
        })
final class ReadServerMemory implements Runnable {
    @Spec
    private CommandSpec spec;

    @ParentCommand
    private ClientCommand parent;

    @Parameters(
            index = "0",
            paramLabel = "OFFSET",
            converter = ByteSize.Converter.class,
            description = "The first byte: such as 4096, 0x1000, 64K.")
    private ByteSize offset;

    @Parameters(index = "1", paramLabel = "COUNT", converter = ByteSize.Converter.class, description = "How many.")
    private ByteSize count;

    @Option(names = "--raw", description = "Write the bytes themselves to standard output.")
    private boolean raw;

    @Override
    public void run() {
        try (Arena arena = Arena.ofConfined()) {
            PlainMemory memory = new PlainMemory(parent.map(arena), parent.socket());
            if (raw) {
                memory.copyOut(offset.bytes(), count.bytes());
            } else {
                memory.dump(offset.bytes(), count.bytes(), spec.commandLine().getOut());
            }
        }
    }
}
