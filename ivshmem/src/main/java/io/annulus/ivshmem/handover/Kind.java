// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.handover;

import java.util.Optional;
import java.util.stream.Stream;

/** What a record says. */
enum Kind {
    HELLO(1),
    REFUSED(2),
    ESTATE(3),
    PEER(4),
    KNOWS(5),
    END(6),
    HAVE(7),
    YOURS(8);

    private final int number;

    Kind(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    static Optional<Kind> of(int number) {
        return Stream.of(values()).filter(kind -> kind.number == number).findFirst();
    }
}
