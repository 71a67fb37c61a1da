// SPDX-License-Identifier: Apache-2.0
package io.annulus.interop.script;

import io.annulus.interop.CPeers;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The C program {@code ring_script}: commands go in by batches, and answers come out in order. */
final class ScriptPeer implements AutoCloseable {
    /** Only a hang takes longer; it ends as an unexpected end of the answers. */
    private static final Duration DEADLINE = Duration.ofMinutes(60);

    private static final int BUFFER = 1 << 20;

    private final Process process;
    private final OutputStream input;
    private final DataInputStream output;

    private ScriptPeer(Process process) {
        this.process = process;
        this.input = process.getOutputStream();
        this.output = new DataInputStream(new BufferedInputStream(process.getInputStream(), BUFFER));
        CompletableFuture.delayedExecutor(DEADLINE.toSeconds(), TimeUnit.SECONDS)
                .execute(process::destroyForcibly);
    }

    static ScriptPeer start() {
        try {
            return new ScriptPeer(new ProcessBuilder(CPeers.path("ring_script"))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends a batch. It must be small enough for a pipe to take it while nobody reads the answers. */
    void send(List<Command> batch) {
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES + batch.size() * Command.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(batch.size());
        batch.forEach(command -> command.writeTo(bytes));
        try {
            input.write(bytes.array());
            input.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next answer. */
    Answer receive() {
        try {
            byte[] header = new byte[Answer.HEADER_BYTES];
            output.readFully(header);
            ByteBuffer fields = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
            int rest = fields.getInt(Answer.ELEMENTS_OFFSET) + fields.getInt(Answer.MEMORY_OFFSET);
            byte[] all = Arrays.copyOf(header, header.length + rest);
            output.readFully(all, header.length, rest);
            return new Answer(all);
        } catch (IOException e) {
            throw new UncheckedIOException("ring_script has ended", e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
