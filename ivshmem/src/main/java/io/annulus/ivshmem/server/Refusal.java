// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.server;

/**
 * Why somebody was not let in. A client is told by a version that does not exist, upon which QEMU ends with the number in its
 * message; it gets nothing else, and no descriptor.
 */
enum Refusal {
    /** Neither its user nor its group is allowed. */
    NOT_ALLOWED(1001, "its user and group are not allowed"),
    /** There are as many peers as there may be. */
    FULL(1002, "there are as many peers as there may be"),
    /** Its user has as many peers as it may. */
    TOO_MANY_OF_ONE_USER(1003, "its user has as many peers as it may"),
    /** Every id is known to somebody who is connected. */
    NO_ID(1004, "no id is left that nobody here was ever told of; it is free again when older peers have gone"),
    /** The process has no descriptor left for it. */
    NO_DESCRIPTORS(1005, "this process has no descriptor left for it; raise the limit (ulimit -n, LimitNOFILE=)"),
    /** The server is about to end. */
    ENDING(1006, "the server is ending");

    private final long version;
    private final String because;

    Refusal(long version, String because) {
        this.version = version;
        this.because = because;
    }

    long version() {
        return version;
    }

    String because() {
        return because;
    }
}
