// SPDX-License-Identifier: Apache-2.0
package io.annulus.liveness;

/** What is known about a participant. */
public enum Verdict {
    /** Our kernel knows the process; it may be stopped, but can go on. */
    ALIVE,
    /** Our kernel certifies that the process is gone: it can never write again. */
    DEAD,
    /** Another kernel, pid namespace or boot, or hidden from us: it may be alive. */
    UNKNOWN
}
