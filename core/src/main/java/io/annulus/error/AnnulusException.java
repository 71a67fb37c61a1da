// SPDX-License-Identifier: Apache-2.0
package io.annulus.error;

/** An operation was refused; nothing was lost. The message says what, where, expected against found, and what to do. */
public final class AnnulusException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /**
     * An error with its remedy.
     *
     * @param reason why, for programs
     * @param what what happened and where, expected against found; no final stop
     * @param remedy what the reader can do next; no final stop
     */
    public AnnulusException(Reason reason, String what, String remedy) {
        this(reason, what, remedy, null);
    }

    /**
     * An error with its remedy and the exception beneath it.
     *
     * @param reason why, for programs
     * @param what what happened and where, expected against found; no final stop
     * @param remedy what the reader can do next; no final stop
     * @param cause what the JDK threw, or null
     */
    public AnnulusException(Reason reason, String what, String remedy, Throwable cause) {
        super(what + ". " + remedy + ".", cause);
        this.reason = reason;
    }

    /**
     * Why the operation was refused.
     *
     * @return never null
     */
    public Reason reason() {
        return reason;
    }
}
