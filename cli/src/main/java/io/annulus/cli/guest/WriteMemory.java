// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.guest;

import io.annulus.cli.bytes.PlainMemory;
import io.annulus.region.Access;
import java.lang.foreign.Arena;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code annulus guest write}. */
@Command(
        name = "write",
        customSynopsis = "annulus guest write [BDF] OFFSET [--force] < BYTES",
        description = {
            "Write standard input into a device's memory, from a byte of it on. Stops at the memory's end, and says how much went"
                    + " in if there was more (status 1).",
            "Memory with a region in it is refused: a write there can damage its rings, for everyone who uses them."
        },
        footer = {"  echo hello | annulus guest write 1M", "  annulus guest write 0000:00:04.0 0 < image"})
final class WriteMemory implements Runnable {
    @Spec
    private CommandSpec spec;

    @Parameters(
            index = "0..*",
            arity = "0..*",
            paramLabel = "[BDF] OFFSET",
            hideParamSyntax = true,
            description =
                    "The device's PCI address (default: the only one there is), and the first byte: such as 4096, 0x1000,"
                            + " 64K.")
    private List<String> words = List.of();

    @Option(names = "--force", description = "Write even if there is a region in the memory.")
    private boolean force;

    @Override
    public void run() {
        MemoryRange range = MemoryRange.of(words, 1, spec);
        try (Arena arena = Arena.ofConfined()) {
            PlainMemory memory = new PlainMemory(range.place().device().map(Access.READ_WRITE, arena), range.place());
            if (!force) {
                memory.requireNoRegion();
            }
            memory.copyIn(
                    range.offset(),
                    spec.commandLine().getOut(),
                    spec.commandLine().getErr());
        }
    }
}
