// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.party;

import io.annulus.cli.output.CommandFailure;
import io.annulus.cli.output.ExitCode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * The child's end of its two pipes to the parent. Standard input ends when the parent does, however that happens: then
 * the child removes what the parent can no longer remove, and ends at once.
 */
public final class Leash {
    public static final String READY = "ready";
    public static final String DONE = "done";

    private final PrintStream toParent = new PrintStream(System.out, true, StandardCharsets.US_ASCII);

    /** Tells the parent that we can start, and waits until it says so: both processes are up by then. */
    void awaitStart(Leavings leavings) {
        toParent.println(READY);
        try {
            if (System.in.read() < 0) {
                throw new CommandFailure(ExitCode.FAILURE, "the demo's main process ended.");
            }
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILURE, "the demo's main process cannot be heard: " + e.getMessage());
        }
        Thread.ofPlatform().name("leash").daemon().start(() -> endWithParent(leavings));
    }

    private static void endWithParent(Leavings leavings) {
        try {
            while (System.in.read() >= 0) {
                // The parent says nothing more; only the end matters.
            }
            leavings.remove();
        } catch (IOException e) {
            // Nobody is left to tell.
        } finally {
            // Not exit: nothing may delay the end, least of all our own threads in the ring.
            Runtime.getRuntime().halt(ExitCode.FAILURE);
        }
    }

    void done(Report report) {
        report.print(toParent);
        toParent.println(DONE);
    }
}
