// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.party;

import io.annulus.ring.Consumer;
import io.annulus.ring.Ring;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The demo's consumer process. */
@Command(name = "consume", hidden = true, description = "Used by 'annulus demo'.")
public final class ConsumeCommand implements Runnable {
    @Option(names = "--region", required = true)
    private Path path;

    @Option(names = "--socket")
    private Path socket;

    @Option(names = "--ring", required = true)
    private String name;

    @Option(names = "--burst", required = true)
    private int burst;

    @Override
    public void run() {
        Leash leash = new Leash();
        try (Meeting meeting = socket == null ? Meeting.inFile(path) : Meeting.atServer(path, socket)) {
            Ring ring = Ring.attach(meeting.region(), name);
            try (Consumer consumer = ring.consumer()) {
                leash.awaitStart(Leavings.of(path, socket));
                leash.done(new Receiver(ring, consumer, burst, meeting.consumer(name)).receive());
            }
        }
    }
}
