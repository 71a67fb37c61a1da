// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.client;

import io.annulus.error.AnnulusException;
import io.annulus.error.Quantity;
import io.annulus.error.Reason;
import io.annulus.ivshmem.wire.Message;
import io.annulus.ivshmem.wire.Refusal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The protocol as a client sees it: a message comes in, what it means comes out, or a refusal. Touches nothing: numbers are
 * all it knows. After a refusal it is not to be used any more, since nobody knows what the server meant.
 *
 * <p>Version, id, memory, in this order; then doorbells and leave notices without end. A message without a descriptor is all
 * that tells a leave notice from a doorbell. One for an id that has no doorbells is what servers send whose peers have no
 * vectors, so it is believed as long as no doorbell was ever seen.
 */
final class Session {
    private static final String NO_SERVER =
            "What listens there is no ivshmem server, or a broken one; check the socket's path";

    /** What comes next. */
    private enum Phase {
        VERSION,
        ID,
        MEMORY,
        NOTICES
    }

    private final String server;
    private final int mostVectors;
    private final int mostDescriptors;
    private final Map<Integer, Integer> doorbells = new HashMap<>();
    private Phase phase = Phase.VERSION;
    private int ownId;
    private int descriptors;
    private boolean sawDoorbell;

    Session(String server, int mostVectors, int mostDescriptors) {
        this.server = server;
        this.mostVectors = mostVectors;
        this.mostDescriptors = mostDescriptors;
    }

    /** Takes the next message. */
    Step accept(long value, boolean withDescriptor) {
        return switch (phase) {
            case VERSION -> version(value, withDescriptor);
            case ID -> ownId(value, withDescriptor);
            case MEMORY -> memory(value, withDescriptor);
            case NOTICES -> notice(value, withDescriptor);
        };
    }

    private Step version(long value, boolean withDescriptor) {
        Optional<Refusal> refusal = withDescriptor ? Optional.empty() : Refusal.of(value);
        if (refusal.isPresent()) {
            throw new AnnulusException(
                    refusal.get().reason(),
                    server + ": expected to be let in, found that "
                            + refusal.get().because() + " (version " + value + ")",
                    "Ask whoever runs the server, or see its log");
        }
        if (value != Message.VERSION || withDescriptor) {
            throw refused(
                    "protocol version " + Message.VERSION,
                    value,
                    withDescriptor,
                    "It speaks another protocol (QEMU before 2.5), or refuses this user; ask whoever runs it");
        }
        phase = Phase.ID;
        return new Step.Version();
    }

    private Step ownId(long value, boolean withDescriptor) {
        if (!isId(value) || withDescriptor) {
            throw refused("an id of 0 to " + Message.HIGHEST_ID, value, withDescriptor, NO_SERVER);
        }
        ownId = (int) value;
        phase = Phase.MEMORY;
        return new Step.OwnId(ownId);
    }

    private Step memory(long value, boolean withDescriptor) {
        if (value != Message.SHARED_MEMORY || !withDescriptor) {
            throw refused("the memory (-1, with a descriptor)", value, withDescriptor, NO_SERVER);
        }
        phase = Phase.NOTICES;
        countDescriptor();
        return new Step.Memory();
    }

    private Step notice(long value, boolean withDescriptor) {
        if (!isId(value)) {
            throw refused("a doorbell or a leave notice", value, withDescriptor, NO_SERVER);
        }
        int id = (int) value;
        return withDescriptor ? doorbell(id) : left(id);
    }

    private Step doorbell(int id) {
        int vector = doorbells.getOrDefault(id, 0);
        if (vector == mostVectors) {
            throw refused(
                    Quantity.of(mostVectors, "vector") + " of peer " + id + " at most, as asked for",
                    "one more",
                    "Allow more if the server has them");
        }
        countDescriptor();
        doorbells.put(id, vector + 1);
        sawDoorbell = true;
        return new Step.Doorbell(id, vector);
    }

    private Step left(int id) {
        if (id == ownId) {
            throw refused("a leave notice of somebody else", "our own (" + id + ")", NO_SERVER);
        }
        Integer vectors = doorbells.remove(id);
        if (vectors == null && sawDoorbell) {
            throw refused("a leave notice of a peer that is there", "one of " + id, NO_SERVER);
        }
        descriptors -= vectors == null ? 0 : vectors;
        return new Step.PeerLeft(id);
    }

    private void countDescriptor() {
        if (descriptors == mostDescriptors) {
            throw refused(
                    Quantity.of(mostDescriptors, "descriptor") + " at most, as asked for",
                    "one more",
                    "Allow more if there are so many peers and vectors, and raise the limit of the process (ulimit -n)");
        }
        descriptors++;
    }

    private static boolean isId(long value) {
        return value >= 0 && value <= Message.HIGHEST_ID;
    }

    private AnnulusException refused(String expected, long value, boolean withDescriptor, String remedy) {
        return refused(expected, value + (withDescriptor ? " with a descriptor" : " without a descriptor"), remedy);
    }

    private AnnulusException refused(String expected, String found, String remedy) {
        return new AnnulusException(Reason.BAD_MESSAGE, server + ": expected " + expected + ", found " + found, remedy);
    }

    /** This client's own id; 0 before it came. */
    int ownId() {
        return ownId;
    }

    /** What comes next, for people. */
    String expectation() {
        return switch (phase) {
            case VERSION -> "a protocol version";
            case ID -> "an id";
            case MEMORY -> "the memory";
            case NOTICES -> "own doorbell " + doorbells.getOrDefault(ownId, 0);
        };
    }
}
