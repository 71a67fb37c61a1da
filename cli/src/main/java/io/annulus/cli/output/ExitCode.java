// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.output;

import io.annulus.error.Reason;

/** What the command's exit status means. Scripts rely on these numbers. */
public final class ExitCode {
    public static final int OK = 0;
    public static final int FAILURE = 1;
    public static final int USAGE = 2;
    public static final int NOT_FOUND = 3;
    public static final int INCOMPATIBLE = 4;
    public static final int UNHEALTHY = 5;
    public static final int INTERRUPTED = 130;

    private ExitCode() {}

    /** The status for an operation that the library refused. */
    public static int of(Reason reason) {
        return switch (reason) {
            case NOT_FOUND -> NOT_FOUND;
            case NOT_A_REGION,
                    WRONG_VERSION,
                    TRUNCATED,
                    BAD_GEOMETRY,
                    BAD_FLAGS,
                    ELEMENT_SIZE,
                    UNSUPPORTED_MODE,
                    BAD_MESSAGE -> INCOMPATIBLE;
            case WILD_INDEX, STALLED -> UNHEALTHY;
            case BAD_NAME, BAD_SPEC -> USAGE;
            case ALREADY_EXISTS,
                    WRONG_KIND,
                    REMOVED,
                    NO_SPACE,
                    NO_PERMISSION,
                    READ_ONLY,
                    SYMBOLIC_LINK,
                    IO,
                    UNSUPPORTED_PLATFORM,
                    NO_DESCRIPTORS,
                    SIDE_HELD,
                    IN_USE,
                    DIRECTORY_BUSY,
                    DIRECTORY_FULL,
                    PARTICIPANTS_FULL,
                    CLOSED,
                    NO_RESERVATION,
                    RESERVATION_OPEN,
                    TIMED_OUT -> FAILURE;
        };
    }
}
