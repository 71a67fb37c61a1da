// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.party;

import io.annulus.cli.output.CommandFailure;
import io.annulus.cli.output.ExitCode;
import io.annulus.ring.Producer;
import io.annulus.ring.Ring;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The demo's producer process. */
@Command(name = "produce", hidden = true, description = "Used by 'annulus demo'.")
public final class ProduceCommand implements Runnable {
    @Option(names = "--region", required = true)
    private Path path;

    @Option(names = "--socket")
    private Path socket;

    @Option(names = "--file", required = true)
    private Path file;

    @Option(names = "--ring", required = true)
    private String name;

    @Option(names = "--burst", required = true)
    private int burst;

    @Override
    public void run() {
        Leash leash = new Leash();
        try (InputStream in = Files.newInputStream(file);
                Meeting meeting = socket == null ? Meeting.inFile(path) : Meeting.atServer(path, socket)) {
            Ring ring = Ring.attach(meeting.region(), name);
            try (Producer producer = ring.producer()) {
                leash.awaitStart(Leavings.of(path, socket));
                leash.done(new Sender(ring, producer, burst, meeting.producer(name)).send(in));
            }
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILURE, file + " cannot be read: " + e.getMessage() + ".");
        }
    }
}
