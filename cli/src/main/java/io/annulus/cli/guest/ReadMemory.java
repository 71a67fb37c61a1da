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

/** {@code annulus guest read}. */
@Command(
        name = "read",
        customSynopsis = "annulus guest read [BDF] OFFSET COUNT [--raw]",
        description = "Print bytes of a device's memory: in hexadecimal, or as they are. Changes nothing.",
        footer = {"  annulus guest read 0 256", "  annulus guest read 0000:00:04.0 64K 1M --raw > part"})
final class ReadMemory implements Runnable {
    @Spec
    private CommandSpec spec;

    @Parameters(
            index = "0..*",
            arity = "0..*",
            paramLabel = "[BDF] OFFSET COUNT",
            hideParamSyntax = true,
            description =
                    "The device's PCI address (default: the only one there is), the first byte and how many: such as 4096,"
                            + " 0x1000, 64K.")
    private List<String> words = List.of();

    @Option(names = "--raw", description = "Write the bytes themselves to standard output.")
    private boolean raw;

    @Override
    public void run() {
        MemoryRange range = MemoryRange.of(words, 2, spec);
        try (Arena arena = Arena.ofConfined()) {
            PlainMemory memory = new PlainMemory(range.place().device().map(Access.READ_ONLY, arena), range.place());
            long count = range.numbers().getLast();
            if (raw) {
                memory.copyOut(range.offset(), count);
            } else {
                memory.dump(range.offset(), count, spec.commandLine().getOut());
            }
        }
    }
}
