// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.bytes;

import io.annulus.cli.output.CommandFailure;
import io.annulus.cli.output.ExitCode;
import io.annulus.cli.output.StandardOutput;
import io.annulus.cli.output.Terminal;
import io.annulus.error.AnnulusException;
import io.annulus.error.Quantity;
import io.annulus.error.Reason;
import io.annulus.region.Region;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Memory that is read and written at a position, from standard input and to standard output.
 *
 * @param memory mapped
 * @param place whose it is, as the user named it
 */
public record PlainMemory(MemorySegment memory, Object place) {
    // A multiple of the dump's width.
    private static final int CHUNK = 64 << 10;

    /** Refuses a range that is not wholly in the memory. */
    public void require(long offset, long count) {
        long size = memory.byteSize();
        if (offset > size || count > size - offset) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    place + ": expected a range within its " + size + " bytes, found " + count + " at " + offset + ".");
        }
    }

    /** Refuses memory with a region in it: a write there can damage its rings. */
    @SuppressWarnings("MustBeClosedChecker") // The region closes it; without one there is nothing in it.
    public void requireNoRegion() {
        try (Region region = Region.attach(memory.asReadOnly(), Arena.ofShared(), place.toString())) {
            throw new CommandFailure(
                    ExitCode.FAILURE,
                    place + ": there is a region in that memory ("
                            + region.info().uuid() + "). Use its rings instead, or write over it with --force.");
        } catch (AnnulusException e) {
            if (e.reason() != Reason.NOT_A_REGION) {
                throw e;
            }
        }
    }

    /** Prints a range in hexadecimal. */
    public void dump(long offset, long count, PrintWriter out) {
        require(offset, count);
        for (long from = 0; from < count && !out.checkError(); from += CHUNK) {
            out.print(HexDump.of(bytes(offset + from, Math.min(CHUNK, count - from)), offset + from));
        }
        out.flush();
    }

    /** Writes a range to standard output as it is. */
    @SuppressWarnings("resource") // Standard output stays open.
    public void copyOut(long offset, long count) {
        require(offset, count);
        StandardOutput out = StandardOutput.ofProcess();
        try {
            for (long from = 0; from < count; from += CHUNK) {
                out.write(bytes(offset + from, Math.min(CHUNK, count - from)));
            }
        } catch (IOException e) {
            if (!String.valueOf(e.getMessage())
                    .contains("Broken pipe")) { // A reader that has seen enough is no failure.
                throw new CommandFailure(
                        ExitCode.FAILURE, "standard output cannot be written: " + e.getMessage() + ".");
            }
        }
    }

    private byte[] bytes(long offset, long count) {
        return memory.asSlice(offset, count).toArray(ValueLayout.JAVA_BYTE);
    }

    /** Writes standard input into the memory from a byte of it on, and says how much it was. */
    public void copyIn(long offset, PrintWriter out, PrintWriter err) {
        require(offset, 0);
        if (Terminal.onStandardInput()) {
            err.println("annulus: reading bytes from the terminal; end with Ctrl-D");
        }
        try {
            out.println("wrote " + Quantity.of(fill(offset), "byte") + " at " + offset);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILURE, "standard input cannot be read: " + e.getMessage() + ".");
        }
    }

    private long fill(long offset) throws IOException {
        byte[] chunk = new byte[CHUNK];
        long written = 0;
        for (int count = System.in.read(chunk); count > 0; count = System.in.read(chunk)) {
            long fits = Math.min(count, memory.byteSize() - offset - written);
            MemorySegment.copy(chunk, 0, memory, ValueLayout.JAVA_BYTE, offset + written, (int) fits);
            written += fits;
            if (fits < count) {
                throw new CommandFailure(
                        ExitCode.FAILURE,
                        place + ": its memory ends there: " + Quantity.of(written, "byte") + " went in at " + offset
                                + ", and there were more.");
            }
        }
        return written;
    }
}
