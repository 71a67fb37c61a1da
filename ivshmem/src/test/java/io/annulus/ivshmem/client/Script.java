// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.client;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import io.annulus.posix.Descriptor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/**
 * What a random server says, and what a client must make of it, worked out in the plainest way: message by message over the
 * whole script.
 */
final class Script {
    static final int MOST_VECTORS = 4;
    static final int MOST_DESCRIPTORS = 20;

    /** What comes with a message. */
    enum Cargo {
        NOTHING,
        MEMORY,
        EVENT,
        SOCKET,
        TWO_EVENTS
    }

    /** One message. */
    record Line(long value, Cargo cargo) {}

    private final List<Line> lines = new ArrayList<>();
    private final Map<Long, Integer> vectors = new TreeMap<>();
    private final long id;
    private int understood;
    /** The memory is one. */
    private int held = 1;

    Script(Random random) {
        id = random.nextInt(6);
        int length = 1 + random.nextInt(120);
        for (int i = 0; i < length; i++) {
            lines.add(random.nextInt(100) == 0 ? wild(random) : usual(random, i));
        }
        while (understood < length && isAllowed(lines.get(understood))) {
            understood++;
        }
    }

    private Line usual(Random random, int index) {
        return switch (index) {
            case 0 -> new Line(0, Cargo.NOTHING);
            case 1 -> new Line(id, Cargo.NOTHING);
            case 2 -> new Line(-1, Cargo.MEMORY);
            default -> notice(random, random.nextInt(6));
        };
    }

    private Line notice(Random random, long peer) {
        boolean full = said(peer) == MOST_VECTORS;
        if (peer == id) {
            return new Line(full ? 100 + lines.size() : peer, Cargo.EVENT);
        }
        boolean leaves = full || (said(peer) > 0 && random.nextInt(4) == 0);
        return new Line(peer, leaves ? Cargo.NOTHING : Cargo.EVENT);
    }

    /** How many doorbells of a peer stand at the end of what was written so far. */
    private int said(long peer) {
        int count = 0;
        for (Line line : lines.subList(Math.min(3, lines.size()), lines.size())) {
            if (line.value() == peer) {
                count = line.cargo() == Cargo.NOTHING ? 0 : count + 1;
            }
        }
        return count;
    }

    private static Line wild(Random random) {
        long value = switch (random.nextInt(6)) {
            case 0 -> random.nextLong();
            case 1 -> 65_536;
            case 2 -> -1;
            case 3 -> -2;
            default -> random.nextInt(8);
        };
        return new Line(value, Cargo.values()[random.nextInt(Cargo.values().length)]);
    }

    private boolean isAllowed(Line line) {
        long value = line.value();
        return switch (understood) {
            case 0 -> value == 0 && line.cargo() == Cargo.NOTHING;
            case 1 -> isId(value) && line.cargo() == Cargo.NOTHING;
            case 2 -> value == -1 && line.cargo() == Cargo.MEMORY;
            default -> isId(value) && (line.cargo() == Cargo.NOTHING ? leave(value) : doorbell(line));
        };
    }

    private boolean leave(long peer) {
        boolean anybodyRings = lines.subList(3, understood).stream().anyMatch(l -> l.cargo() == Cargo.EVENT);
        Integer gone = vectors.get(peer);
        if (peer == ownId() || (gone == null && anybodyRings)) {
            return false;
        }
        vectors.remove(peer);
        held -= gone == null ? 0 : gone;
        return true;
    }

    private boolean doorbell(Line line) {
        if (line.cargo() != Cargo.EVENT
                || vectors.getOrDefault(line.value(), 0) == MOST_VECTORS
                || held == MOST_DESCRIPTORS) {
            return false;
        }
        held++;
        vectors.merge(line.value(), 1, Integer::sum);
        return true;
    }

    private static boolean isId(long value) {
        return value >= 0 && value <= 65_535;
    }

    long ownId() {
        return lines.get(1).value();
    }

    int length() {
        return lines.size();
    }

    /** Whether all of it follows the protocol. */
    boolean isSound() {
        return understood == lines.size();
    }

    /** Whether version, id and memory are there and right. */
    boolean lets() {
        return understood >= 3;
    }

    List<Peer> peers() {
        return vectors.entrySet().stream()
                .filter(e -> e.getKey() != ownId())
                .map(e -> new Peer(e.getKey().intValue(), e.getValue()))
                .toList();
    }

    int ownVectors() {
        return vectors.getOrDefault(ownId(), 0);
    }

    /** Says it, each message in two pieces now and then, and hangs up. Of one with a mistake the client need not hear the end. */
    void say(FakeServer server, Random random) {
        try {
            lines.forEach(line -> say(line, server, random));
        } catch (AnnulusException e) {
            if (isSound() || e.reason() != Reason.CLOSED) {
                throw e;
            }
        }
        server.hangUp();
    }

    private static void say(Line line, FakeServer server, Random random) {
        int cut = random.nextInt(4) == 0 ? 1 + random.nextInt(7) : 8;
        Optional<Descriptor> first = cargo(line, server);
        boolean two = line.cargo() == Cargo.TWO_EVENTS;
        server.sayPart(line.value(), 0, two ? 4 : cut, first);
        if (two || cut < 8) {
            server.sayPart(line.value(), two ? 4 : cut, 8, two ? first : Optional.empty());
        }
    }

    private static Optional<Descriptor> cargo(Line line, FakeServer server) {
        return switch (line.cargo()) {
            case NOTHING -> Optional.empty();
            case MEMORY -> Optional.of(server.memory());
            case EVENT, TWO_EVENTS -> Optional.of(server.event());
            case SOCKET -> Optional.of(server.socket());
        };
    }
}
