// SPDX-License-Identifier: Apache-2.0
package io.annulus.bench;

import io.annulus.bench.Section.Cell;
import io.annulus.bench.Section.Cores;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Measures one row: a new process for each contender, a warm-up, then all of them in turns. On two cores each round stands between two
 * round trips of a cache line, taken by C, and counts only if both are short: a host that moves its virtual processors apart
 * makes all of them slow, and says nothing of any.
 *
 * @param rounds wanted
 * @param distance what takes the round trips; none to let all rounds count
 */
record Measuring(int rounds, Optional<PeerProcess> distance) {
    /** A round trip beyond this means that the two processors do not share a cache. */
    static final double GATE_NANOS = 150;

    static final List<Integer> PAUSES = List.of(1, 4, 8);

    /** Rounds that may be thrown out for each one that is wanted. */
    private static final int RETRIES = 2;

    private static final int WARM_UPS = 8;

    Figures of(Cell cell, List<Contender> contenders) {
        List<PeerProcess> processes = new ArrayList<>();
        try {
            contenders.forEach(contender -> processes.add(new PeerProcess(contender)));
            warmUp(cell, processes);
            return measure(cell, processes);
        } finally {
            processes.forEach(PeerProcess::close);
        }
    }

    private static void warmUp(Cell cell, List<PeerProcess> processes) {
        String order = cell.order()
                .withElements(Math.max(1, cell.order().elements() / 4))
                .line();
        for (PeerProcess process : processes) {
            for (int i = 0; i < WARM_UPS; i++) {
                process.ask(order, "ns");
            }
        }
    }

    private Figures measure(Cell cell, List<PeerProcess> processes) {
        Figures near = new Figures();
        Figures all = new Figures();
        int passed = 0;
        for (int round = 0; passed < rounds && round < rounds * (1 + RETRIES); round++) {
            double before = roundTrip(cell);
            Figures these = new Figures();
            for (PeerProcess process : processes) {
                for (int pauses : cell.cores() == Cores.ONE ? PAUSES.subList(0, 1) : PAUSES) {
                    double nanos = process.ask(cell.order().withPauses(pauses).line(), "ns")[0];
                    these.add(process.contender().name(), pauses, nanos);
                }
            }
            all.addAll(these);
            if (Math.max(before, roundTrip(cell)) > GATE_NANOS) {
                near.addFar();
                all.addFar();
            } else {
                near.addAll(these);
                passed++;
            }
        }
        return passed == 0 ? all : near;
    }

    private double roundTrip(Cell cell) {
        return cell.cores() == Cores.ONE
                ? 0
                : distance.map(process -> process.ask("rtt", "rtt_ns")[0]).orElse(0.0);
    }
}
