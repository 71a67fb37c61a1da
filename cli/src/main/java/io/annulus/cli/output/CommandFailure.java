// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.output;

/** A command could not do what it was asked, for a reason of its own. Its message is all that the user sees. */
public final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    /**
     * A failure with its status.
     *
     * @param exitCode one of {@link ExitCode}
     * @param message what happened and what to do, in whole sentences
     */
    public CommandFailure(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    public int exitCode() {
        return exitCode;
    }
}
