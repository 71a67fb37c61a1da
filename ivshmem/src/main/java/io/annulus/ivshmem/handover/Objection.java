// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.handover;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import java.util.stream.Stream;

/** Why nothing is handed over. The one that had everything goes on with it. */
public enum Objection {
    /** The two speak different versions of this protocol. */
    VERSION(1, Reason.WRONG_VERSION, "Use the same Annulus on both sides, or one that speaks that version"),
    /** The successor wants to find something else than there is. */
    DISAGREES(2, Reason.BAD_SPEC, "Ask for what there is, or for nothing: then it is taken as it is"),
    /** A client is in the middle of its set-up and does not read: cut off there, QEMU would spin for ever. */
    SETTING_UP(3, Reason.IN_USE, "End that client, or try again once it has read what it is told"),
    /** The successor runs as another user. */
    OTHER_USER(4, Reason.NO_PERMISSION, "Run as the user that the server runs as"),
    /** The successor does not say what it should. */
    BROKEN(5, Reason.BAD_MESSAGE, "Look whether both sides are Annulus"),
    /** The server is ending, or another has just taken over. */
    ENDING(6, Reason.CLOSED, "Try again if another server is there now, or start anew"),
    /** Something went wrong on the side that gives, or took too long. */
    FAILED(7, Reason.IO, "See what the server says, and try again");

    private final int number;
    private final Reason reason;
    private final String remedy;

    Objection(int number, Reason reason, String remedy) {
        this.number = number;
        this.reason = reason;
        this.remedy = remedy;
    }

    int number() {
        return number;
    }

    static Objection of(int number) {
        return Stream.of(values())
                .filter(objection -> objection.number == number)
                .findFirst()
                .orElse(FAILED);
    }

    /** As whoever is refused, or refuses, is told of it. */
    AnnulusException because(String text) {
        return new AnnulusException(reason, "hand-over refused: " + text, remedy);
    }
}
