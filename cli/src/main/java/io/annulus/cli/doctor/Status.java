// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.doctor;

/** What a finding means for somebody who wants to use Annulus here. */
enum Status {
    /** As wanted. */
    OK,
    /** Not as wanted, but only some uses need it. */
    OPTIONAL,
    /** Nothing works well before this is mended. */
    WRONG;

    String word() {
        return switch (this) {
            case OK -> "ok";
            case OPTIONAL -> "optional";
            case WRONG -> "wrong";
        };
    }
}
