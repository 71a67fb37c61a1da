// SPDX-License-Identifier: Apache-2.0
package io.annulus.bench;

import io.annulus.bench.Section.Cell;
import io.annulus.bench.Section.Cores;
import io.annulus.bench.peer.Mode;
import io.annulus.bench.peer.Order;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** All tables there are. */
final class Sections {
    private static final int[] COUNTS = {0, 1, 8, 32, 64, 128, 256};
    private static final int[] SMOKE_COUNTS = {0, 8};
    /** Large calls are cheap by the element: this keeps every timed part in the tens of milliseconds. */
    private static final int MOST_ELEMENTS_FACTOR = 8;
    /** Where threads wait for a processor, an element takes that much longer. */
    private static final int CROWD = 40;

    private static final long TRIPS = 100_000;

    private final Settings settings;
    private final List<Contender> c;

    Sections(Settings settings) {
        this.settings = settings;
        this.c = settings.peer().map(program -> List.of(Contender.c(program))).orElse(List.of());
    }

    List<Section> all() {
        List<Section> sections = List.of(oneThread(), twoThreads(), nothingMoved(), roundTrips(), queues(), crowd());
        return sections.stream()
                .filter(section -> section.title().toLowerCase(Locale.ROOT).contains(settings.section()))
                .toList();
    }

    private List<Contender> rings() {
        List<Contender> rings = new ArrayList<>();
        rings.add(Contender.ours("ours", "ring"));
        rings.add(Contender.ours("own code", "own"));
        rings.addAll(c);
        return rings;
    }

    private Section oneThread() {
        return new Section("One thread, in and out", "ns an element", Contender.C, rings(), bulks("same", Cores.ONE));
    }

    private Section twoThreads() {
        return new Section(
                "One thread to another, on two cores",
                "ns an element",
                Contender.C,
                rings(),
                bulks("pairs", Cores.TWO));
    }

    private List<Cell> bulks(String place, Cores cores) {
        List<Cell> cells = new ArrayList<>();
        for (Mode mode : Mode.values()) {
            for (int count : smoke() ? SMOKE_COUNTS : COUNTS) {
                long elements = settings.elements() * Math.clamp(count, 1, MOST_ELEMENTS_FACTOR);
                String label = mode.label() + (count == 0 ? ", one" : ", bulk " + count);
                cells.add(new Cell(label, new Order(place, mode, 1, count, elements, 1), cores));
            }
        }
        return cells;
    }

    private Section nothingMoved() {
        List<Cell> cells = new ArrayList<>();
        for (String place : List.of("empty", "full")) {
            for (Mode mode : smoke() ? new Mode[] {Mode.SP} : Mode.values()) {
                Order order = new Order(place, mode, 1, 0, settings.elements(), 1);
                cells.add(new Cell(mode.label() + ", " + place, order, Cores.ONE));
            }
        }
        return new Section("A poll of an empty ring, an offer to a full one", "ns a call", Contender.C, rings(), cells);
    }

    private Section roundTrips() {
        List<Cell> cells = new ArrayList<>();
        for (Mode mode : smoke() ? new Mode[] {Mode.SP} : Mode.values()) {
            Order order = new Order("trips", mode, 1, 0, Math.min(TRIPS, settings.elements()), 1);
            cells.add(new Cell(mode.label() + ", round trip", order, Cores.TWO));
        }
        return new Section("There and back through two rings, median", "ns", Contender.C, rings(), cells);
    }

    private List<Contender> queueContenders() {
        List<Contender> contenders = rings();
        contenders.add(Contender.ours("ObjectRing", "objects"));
        contenders.add(Contender.theirs("JCTools", "jctools"));
        contenders.add(Contender.theirs("Agrona", "agrona"));
        if (!smoke()) {
            contenders.add(Contender.theirs("Disruptor", "disruptor"));
            contenders.add(Contender.ours("ABQ", "blocking"));
        }
        return contenders;
    }

    private Section queues() {
        List<Cell> cells = new ArrayList<>();
        for (Mode mode : smoke() ? new Mode[] {Mode.SP} : Mode.values()) {
            Order order = new Order("pairs", mode, 1, 0, settings.elements(), 1);
            cells.add(new Cell(mode.label() + ", 1 to 1", order, Cores.TWO));
        }
        return new Section(
                "Single elements, one thread to another, beside Java's queues",
                "ns an element",
                "",
                queueContenders(),
                cells);
    }

    private Section crowd() {
        List<Cell> cells = new ArrayList<>();
        for (int pairs : smoke() ? new int[] {2} : new int[] {2, 4}) {
            for (Mode mode : List.of(Mode.MP, Mode.RTS, Mode.HTS)) {
                Order order = new Order("pairs", mode, pairs, 0, settings.elements() / CROWD, 1);
                cells.add(new Cell(mode.label() + ", " + pairs + " to " + pairs, order, Cores.TWO));
            }
        }
        List<Contender> contenders = queueContenders().stream()
                .filter(contender -> !contender.name().equals("Disruptor"))
                .toList();
        return new Section("Single elements, more threads than processors", "ns an element", "", contenders, cells);
    }

    private boolean smoke() {
        return settings.extent() == Settings.Extent.SMOKE;
    }
}
