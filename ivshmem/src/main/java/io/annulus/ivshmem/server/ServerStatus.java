// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.server;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * How a server stands.
 *
 * @param pid of its process
 * @param state whether it serves
 * @param bytes of the memory it shares
 * @param memory a name under which another process of the same user can open that memory, such as {@code /proc/4711/fd/7}
 * @param sealed whether nobody can make that shorter
 * @param vectors doorbells of each peer
 * @param mostPeers how many it lets in at a time
 * @param joined how many peers it has let in since it started, or since the first started from which it was taken over
 * @param left how many of them hung up
 * @param dropped how many of them it hung up on
 * @param refused how many it has not let in
 * @param peers who is there, in the order in which they came
 */
public record ServerStatus(
        long pid,
        State state,
        long bytes,
        Path memory,
        boolean sealed,
        int vectors,
        int mostPeers,
        long joined,
        long left,
        long dropped,
        long refused,
        List<PeerStatus> peers) {

    /** What it does. */
    public enum State {
        /** It lets in and tells. */
        SERVING,
        /** It keeps everything for the next server; who has come or gone meanwhile, that one will see. */
        HOLDING;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Copies the list. */
    public ServerStatus {
        peers = List.copyOf(peers);
    }

    /**
     * A peer.
     *
     * @param id its number at this server
     * @param pid of its process; 0 if that is in another pid namespace
     * @param uid its user
     * @param vectors its doorbells
     * @param queued messages that it has yet to read, beyond those that the kernel holds for it
     */
    public record PeerStatus(int id, int pid, int uid, int vectors, int queued) {

        String json() {
            return "{\"id\":" + id + ",\"pid\":" + pid + ",\"uid\":" + Integer.toUnsignedString(uid) + ",\"vectors\":"
                    + vectors + ",\"queued\":" + queued + "}";
        }
    }

    /**
     * For scripts: a JSON object, each peer in a line of its own.
     *
     * @return ends with a line end
     */
    public String json() {
        return "{\"pid\":" + pid + ",\"state\":\"" + state.word() + "\",\"bytes\":" + bytes + ",\"memory\":\"" + memory
                + "\",\"sealed\":" + sealed
                + ",\"vectors\":" + vectors
                + ",\"mostPeers\":" + mostPeers + ",\"joined\":" + joined + ",\"left\":" + left + ",\"dropped\":"
                + dropped + ",\"refused\":" + refused + ",\"peers\":["
                + peers.stream()
                        .map(PeerStatus::json)
                        .collect(Collectors.joining(",\n", peers.isEmpty() ? "" : "\n", "\n"))
                + "]}\n";
    }
}
