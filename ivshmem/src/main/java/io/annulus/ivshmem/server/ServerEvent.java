// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.server;

import io.annulus.posix.socket.Credentials;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Something that happened at a server.
 *
 * @param at when
 * @param kind what
 * @param id of the peer, if it is about one
 * @param client who that is, if it is about one
 * @param detail the rest, for people
 */
public record ServerEvent(Instant at, Kind kind, OptionalInt id, Optional<Credentials> client, String detail) {

    /** What can happen. */
    public enum Kind {
        /** The server listens. */
        STARTED,
        /** The server goes on where another let go. */
        TAKEN_OVER,
        /** A peer was let in. */
        JOINED,
        /** A peer hung up. */
        LEFT,
        /** A peer was hung up on, because it sent something or did not read. */
        DROPPED,
        /** Somebody was not let in. */
        REFUSED,
        /** Something went wrong, and the server goes on. */
        TROUBLE,
        /** The server has ended, and another goes on. */
        HANDED_OVER,
        /** The server has ended. */
        STOPPED;

        /**
         * The word for it.
         *
         * @return such as {@code joined}
         */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    static ServerEvent of(Kind kind, String detail) {
        return new ServerEvent(Instant.now(), kind, OptionalInt.empty(), Optional.empty(), detail);
    }

    static ServerEvent of(Kind kind, Credentials client, String detail) {
        return new ServerEvent(Instant.now(), kind, OptionalInt.empty(), Optional.of(client), detail);
    }

    static ServerEvent of(Kind kind, Peer peer, String detail) {
        return new ServerEvent(Instant.now(), kind, OptionalInt.of(peer.id()), Optional.of(peer.credentials()), detail);
    }

    /**
     * In words.
     *
     * @return such as {@code joined: peer 3 (pid 4711, uid 1000, gid 1000): 2 vectors}
     */
    public String text() {
        StringBuilder text = new StringBuilder(kind.word()).append(": ");
        id.ifPresent(number -> text.append("peer ").append(number).append(' '));
        client.ifPresent(who -> text.append("(pid ")
                .append(who.pid())
                .append(", uid ")
                .append(who.uid())
                .append(", gid ")
                .append(who.gid())
                .append("): "));
        return text.append(detail).toString();
    }
}
