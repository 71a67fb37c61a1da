// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.vm;

import io.annulus.cli.output.CommandFailure;
import io.annulus.cli.output.ExitCode;

/** Something that a virtual machine needs is not on this machine. */
public final class MissingPart extends Exception {
    private static final long serialVersionUID = 1L;

    MissingPart(String message) {
        super(message);
    }

    /** How a command fails because of it. */
    public CommandFailure asFailure() {
        return new CommandFailure(
                ExitCode.FAILURE, "a virtual machine cannot be started here:" + System.lineSeparator() + getMessage());
    }
}
