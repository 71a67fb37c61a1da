// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.wire;

import io.annulus.error.Reason;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Why an Annulus server does not let somebody in. A client is told by a version that does not exist, upon which QEMU ends with
 * the number in its message; it gets nothing else, and no descriptor. The protocol knows nothing of this: to other servers'
 * clients it is just another version.
 */
public enum Refusal {
    /** Neither its user nor its group is allowed. */
    NOT_ALLOWED(1001, Reason.NO_PERMISSION, "its user and group are not allowed"),
    /** There are as many peers as there may be. */
    FULL(1002, Reason.IN_USE, "there are as many peers as there may be"),
    /** Its user has as many peers as it may. */
    TOO_MANY_OF_ONE_USER(1003, Reason.IN_USE, "its user has as many peers as it may"),
    /** Every id is known to somebody who is connected. */
    NO_ID(
            1004,
            Reason.IN_USE,
            "no id is left that nobody here was ever told of; it is free again when older peers have gone"),
    /** The process has no descriptor left for it. */
    NO_DESCRIPTORS(
            1005,
            Reason.NO_DESCRIPTORS,
            "the server has no descriptor left for it; raise its limit (ulimit -n, LimitNOFILE=)"),
    /** The server is about to end. */
    ENDING(1006, Reason.CLOSED, "the server is ending");

    private final long version;
    private final Reason reason;
    private final String because;

    Refusal(long version, Reason reason, String because) {
        this.version = version;
        this.reason = reason;
        this.because = because;
    }

    /**
     * The refusal that a version stands for.
     *
     * @param version as received
     * @return empty for any other version
     */
    public static Optional<Refusal> of(long version) {
        return Stream.of(values()).filter(r -> r.version == version).findFirst();
    }

    /**
     * The version that says it.
     *
     * @return 1001 or more
     */
    public long version() {
        return version;
    }

    /**
     * What it is to the one who is refused.
     *
     * @return for programs
     */
    public Reason reason() {
        return reason;
    }

    /**
     * Why.
     *
     * @return for people, without a final stop
     */
    public String because() {
        return because;
    }
}
