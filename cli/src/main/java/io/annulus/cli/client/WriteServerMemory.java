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

/** {@code annulus ivshmem client write}. */
@Command(
        name = "write",
        customSynopsis = "annulus ivshmem client write --socket PATH OFFSET [--force] < BYTES",
        description = {
            "Write standard input into the server's memory, from a byte of it on. Stops at the memory's end, and says how much"
                    + " went in if there was more (status 1).",
            "Memory with a region in it is refused: a write there can damage its rings, for everyone who uses them.",
            "The same as 'guest write' in a virtual machine there."
        },
        footer = {
            "  echo hello | annulus ivshmem client --socket /run/annulus/vm1 write 1M",
            "  annulus ivshmem client --socket /run/annulus/vm1 write 0 < image"
        })
final class WriteServerMemory implements Runnable {
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

    @Option(names = "--force", description = "Write even if there is a region in the memory.")
    private boolean force;

    @Override
    public void run() {
        try (Arena arena = Arena.ofConfined()) {
            PlainMemory memory = new PlainMemory(parent.map(arena), parent.socket());
            if (!force) {
                memory.requireNoRegion();
            }
            memory.copyIn(
                    offset.bytes(),
                    spec.commandLine().getOut(),
                    spec.commandLine().getErr());
        }
    }
}
