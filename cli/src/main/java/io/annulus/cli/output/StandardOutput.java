// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.output;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;

/**
 * The process's standard output. Unlike {@link System#out} it remembers why a write failed, so that a reader that has
 * seen enough ({@code | head}) can be told from a full disk.
 */
public final class StandardOutput extends OutputStream {
    private final OutputStream target;
    private IOException failure;

    StandardOutput(OutputStream target) {
        this.target = target;
    }

    /** The one of this process; writes go straight to it. */
    public static StandardOutput ofProcess() {
        return new StandardOutput(new FileOutputStream(FileDescriptor.out));
    }

    /** A writer to this, which gathers what is printed until it is flushed. */
    public PrintWriter writer() {
        Charset charset = Charset.forName(System.getProperty("stdout.encoding", "UTF-8"));
        return new PrintWriter(this, false, charset);
    }

    /**
     * The status to exit with, after all output was flushed: a failure to write is one, a reader that left is none.
     *
     * @param status of the command
     * @param err told about the failure
     */
    public int finish(int status, PrintWriter err) {
        if (failure == null || String.valueOf(failure.getMessage()).contains("Broken pipe")) {
            return status;
        }
        err.println("annulus: standard output cannot be written: " + failure.getMessage() + ".");
        err.flush();
        return status == ExitCode.OK ? ExitCode.FAILURE : status;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        try {
            target.write(bytes, from, count);
        } catch (IOException e) {
            if (failure == null) {
                failure = e;
            }
            throw e;
        }
    }
}
