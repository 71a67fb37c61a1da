// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.client;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import io.annulus.ivshmem.wire.Message;
import io.annulus.posix.Descriptor;
import io.annulus.posix.event.EventFd;
import io.annulus.posix.memory.Seal;
import io.annulus.posix.memory.SharedMemory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What a server has given to this client: the memory and the doorbells, all owned here. */
final class Holdings implements AutoCloseable {
    private final Session session;
    private final Set<Seal> requiredSeals;
    private final Map<Integer, List<EventFd>> doorbells = new TreeMap<>();
    private final Changes changes = new Changes();
    private SharedMemory memory;

    Holdings(Session session, Set<Seal> requiredSeals) {
        this.session = session;
        this.requiredSeals = requiredSeals;
    }

    /** Takes a message and what came with it, which is closed if this throws. */
    void accept(Message message) {
        try {
            switch (session.accept(message.value(), message.descriptor().isPresent())) {
                case Step.Version _, Step.OwnId _ -> {}
                case Step.Memory _ ->
                    memory = requireSealed(SharedMemory.of(message.descriptor().orElseThrow()));
                case Step.Doorbell doorbell ->
                    add(doorbell, EventFd.of(message.descriptor().orElseThrow()));
                case Step.PeerLeft left -> remove(left.id());
            }
        } catch (RuntimeException | Error e) {
            message.descriptor().ifPresent(Descriptor::close);
            throw e;
        }
    }

    private SharedMemory requireSealed(SharedMemory received) {
        Set<Seal> found = received.seals();
        if (!found.containsAll(requiredSeals)) {
            throw new AnnulusException(
                    Reason.UNSUPPORTED_MODE,
                    received + ": expected the seals " + inOrder(requiredSeals) + ", found " + inOrder(found),
                    "Have the server use memory without a name (memfd), or trust it not to change its size");
        }
        return received;
    }

    private static List<Seal> inOrder(Set<Seal> seals) {
        return seals.stream().sorted(Comparator.naturalOrder()).toList();
    }

    private void add(Step.Doorbell doorbell, EventFd event) {
        doorbells.computeIfAbsent(doorbell.id(), _ -> new ArrayList<>()).add(event);
        if (doorbell.vector() == 0 && doorbell.id() != session.ownId()) {
            changes.joined(doorbell.id());
        }
    }

    private void remove(int id) {
        List<EventFd> gone = doorbells.remove(id);
        if (gone != null) {
            gone.forEach(EventFd::close);
        }
        changes.left(id);
    }

    /** The memory, or null before it came. */
    SharedMemory memory() {
        return memory;
    }

    Changes changes() {
        return changes;
    }

    int vectorsOf(int id) {
        return doorbells.getOrDefault(id, List.of()).size();
    }

    Optional<EventFd> doorbell(int id, int vector) {
        return vector < vectorsOf(id) ? Optional.of(doorbells.get(id).get(vector)) : Optional.empty();
    }

    /** All but this client itself, by id. */
    List<Peer> peers() {
        return doorbells.entrySet().stream()
                .filter(e -> e.getKey() != session.ownId())
                .map(e -> new Peer(e.getKey(), e.getValue().size()))
                .toList();
    }

    @Override
    public void close() {
        doorbells.values().forEach(all -> all.forEach(EventFd::close));
        if (memory != null) {
            memory.close();
        }
    }
}
