// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.guest;

import io.annulus.cli.output.CommandFailure;
import io.annulus.cli.output.ExitCode;
import io.annulus.cli.output.StandardOutput;
import io.annulus.region.Access;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
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
    // A multiple of the dump's width.
    private static final int CHUNK = 64 << 10;

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
            MemorySegment memory = range.place().device().map(Access.READ_ONLY, arena);
            long count = range.numbers().getLast();
            range.require(count, memory.byteSize());
            print(memory.asSlice(range.offset(), count), range.offset());
        } catch (IOException e) {
            if (!String.valueOf(e.getMessage())
                    .contains("Broken pipe")) { // A reader that has seen enough is no failure.
                throw new CommandFailure(
                        ExitCode.FAILURE, "standard output cannot be written: " + e.getMessage() + ".");
            }
        }
    }

    @SuppressWarnings("resource") // Standard output stays open.
    private void print(MemorySegment bytes, long offset) throws IOException {
        StandardOutput binary = StandardOutput.ofProcess();
        PrintWriter out = spec.commandLine().getOut();
        for (long from = 0; from < bytes.byteSize(); from += CHUNK) {
            byte[] chunk = bytes.asSlice(from, Math.min(CHUNK, bytes.byteSize() - from))
                    .toArray(ValueLayout.JAVA_BYTE);
            if (raw) {
                binary.write(chunk);
            } else {
                out.print(HexDump.of(chunk, offset + from));
                if (out.checkError()) {
                    return;
                }
            }
        }
    }
}
