// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.output;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether a person is watching. */
public final class Terminal {
    private Terminal() {}

    /** Whether standard error is a terminal: progress is for people, not for log files. */
    public static boolean onStandardError() {
        return isTerminal(2);
    }

    /** Whether standard output is a terminal, so that what is printed can be replaced. */
    public static boolean onStandardOutput() {
        return isTerminal(1);
    }

    /** Whether standard input is a terminal, where a person has to be told that we wait. */
    public static boolean onStandardInput() {
        return isTerminal(0);
    }

    // The JDK tells this only of standard input and output together.
    private static boolean isTerminal(int descriptor) {
        try {
            Path target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor));
            return target.startsWith("/dev/pts")
                    || target.toString().startsWith("/dev/tty")
                    || target.equals(Path.of("/dev/console"));
        } catch (IOException e) {
            return false;
        }
    }
}
