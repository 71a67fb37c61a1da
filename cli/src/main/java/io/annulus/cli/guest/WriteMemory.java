// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.guest;

import io.annulus.cli.output.CommandFailure;
import io.annulus.cli.output.ExitCode;
import io.annulus.cli.output.Terminal;
import io.annulus.error.AnnulusException;
import io.annulus.error.Quantity;
import io.annulus.error.Reason;
import io.annulus.ivshmem.guest.GuestDevice;
import io.annulus.region.Access;
import io.annulus.region.Region;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
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
    private static final int CHUNK = 64 << 10;

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
        GuestDevice device = range.place().device();
        if (!force) {
            requireNoRegion(device);
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment memory = device.map(Access.READ_WRITE, arena);
            range.require(0, memory.byteSize());
            write(memory.asSlice(range.offset()), range);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILURE, "standard input cannot be read: " + e.getMessage() + ".");
        }
    }

    private static void requireNoRegion(GuestDevice device) {
        try (Region region = device.attach(Access.READ_ONLY)) {
            throw new CommandFailure(
                    ExitCode.FAILURE,
                    region.info().path() + ": there is a region in that memory ("
                            + region.info().uuid() + "). Use its rings instead, or write over it with --force.");
        } catch (AnnulusException e) {
            if (e.reason() != Reason.NOT_A_REGION) {
                throw e;
            }
        }
    }

    private void write(MemorySegment room, MemoryRange range) throws IOException {
        if (Terminal.onStandardInput()) {
            spec.commandLine().getErr().println("annulus: reading bytes from the terminal; end with Ctrl-D");
        }
        byte[] chunk = new byte[CHUNK];
        long written = 0;
        for (int count = System.in.read(chunk); count > 0; count = System.in.read(chunk)) {
            long fits = Math.min(count, room.byteSize() - written);
            MemorySegment.copy(chunk, 0, room, ValueLayout.JAVA_BYTE, written, (int) fits);
            written += fits;
            if (fits < count) {
                throw new CommandFailure(
                        ExitCode.FAILURE,
                        range.place() + ": its memory ends there: " + Quantity.of(written, "byte") + " went in at "
                                + range.offset() + ", and there were more.");
            }
        }
        spec.commandLine().getOut().println("wrote " + Quantity.of(written, "byte") + " at " + range.offset());
    }
}
