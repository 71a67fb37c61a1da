// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.server;

import io.annulus.ivshmem.wire.Message;
import java.util.OptionalInt;

/**
 * Who may be called what: an id is given out again only when no client that is connected was ever told of it, and as late as
 * can be.
 */
final class PeerIds {
    private static final int COUNT = Message.HIGHEST_ID + 1;

    private final int[] knowers = new int[COUNT];
    private int next;

    /** The first to come is 0: what a migrated virtual machine must be. */
    PeerIds() {
        this(0);
    }

    PeerIds(int first) {
        this.next = first;
    }

    /** The next that nobody knows, or empty if every one is known to somebody. */
    OptionalInt take() {
        for (int i = 0; i < COUNT; i++) {
            int id = (next + i) % COUNT;
            if (knowers[id] == 0) {
                next = (id + 1) % COUNT;
                return OptionalInt.of(id);
            }
        }
        return OptionalInt.empty();
    }

    /** Whom the next search begins with. */
    int next() {
        return next;
    }

    /** One more client knows it. */
    void learned(int id) {
        knowers[id]++;
    }

    /** One client fewer knows it. */
    void forgotten(int id) {
        knowers[id]--;
    }
}
