// SPDX-License-Identifier: Apache-2.0
package io.annulus.error;

/** Why an operation was refused. The code is stable over releases; {@code docs/errors.md} has a row for each. */
public enum Reason {
    /** No region, zone or ring of that name. */
    NOT_FOUND("AN-101"),
    /** The name is taken. */
    ALREADY_EXISTS("AN-102"),
    /** The name is empty, too long or has characters that are not allowed. */
    BAD_NAME("AN-103"),
    /** A size, count or combination of options that cannot be. */
    BAD_SPEC("AN-104"),
    /** What has that name is of another kind: a raw zone where a ring was wanted, a file where a directory. */
    WRONG_KIND("AN-105"),
    /** The object was removed, and perhaps replaced, since this handle was made. */
    REMOVED("AN-106"),

    /** The file is not a region, or its creation was never finished. */
    NOT_A_REGION("AN-201"),
    /** The region has a format this version does not read. */
    WRONG_VERSION("AN-202"),
    /** The file is shorter than the region in it claims to be. */
    TRUNCATED("AN-203"),
    /** Offsets, sizes or counts that do not fit each other. */
    BAD_GEOMETRY("AN-204"),
    /** Ring flags that are unknown, contradict each other or contradict the sync types beside them. */
    BAD_FLAGS("AN-205"),
    /** The element size asked for is not that of the ring. */
    ELEMENT_SIZE("AN-206"),
    /** An index in shared memory that no sequence of correct operations can produce. */
    WILD_INDEX("AN-207"),
    /** The side's sync mode cannot do what was asked: hold a reservation, or have a head-tail distance. */
    UNSUPPORTED_MODE("AN-208"),
    /** Another operation on this side did not end in time; the one that waited for it has moved nothing. */
    STALLED("AN-209"),
    /** What came over a socket is not the protocol that is spoken there. */
    BAD_MESSAGE("AN-210"),

    /** Not enough room: on the file system, or in the region. */
    NO_SPACE("AN-301"),
    /** The operating system refused access. */
    NO_PERMISSION("AN-302"),
    /** A change was asked of something opened for reading. */
    READ_ONLY("AN-303"),
    /** A symbolic link stands where a region file was expected. */
    SYMBOLIC_LINK("AN-304"),
    /** The operating system reported an input/output error. */
    IO("AN-305"),
    /** This machine or Java runtime lacks something that is needed. */
    UNSUPPORTED_PLATFORM("AN-306"),
    /** This process, or the whole machine, has no descriptor left for another open file. */
    NO_DESCRIPTORS("AN-307"),

    /** A SINGLE side of the ring is held already. */
    SIDE_HELD("AN-401"),
    /** Roles are open that the operation needs closed. */
    IN_USE("AN-402"),
    /** Another participant is changing the directory and did not finish in time. */
    DIRECTORY_BUSY("AN-403"),
    /** All directory entries are taken. */
    DIRECTORY_FULL("AN-404"),
    /** All participant lines are taken. */
    PARTICIPANTS_FULL("AN-405"),
    /** The region or role was closed before. */
    CLOSED("AN-406"),
    /** A reservation was used after it was committed or cancelled. */
    NO_RESERVATION("AN-407"),
    /** A role was asked for an operation while its reservation is open. */
    RESERVATION_OPEN("AN-408"),
    /** What was waited for did not come in time. */
    TIMED_OUT("AN-409");

    private final String code;

    Reason(String code) {
        this.code = code;
    }

    /**
     * The stable code, for scripts and for looking the error up.
     *
     * @return such as {@code AN-101}
     */
    public String code() {
        return code;
    }
}
