// SPDX-License-Identifier: Apache-2.0
package io.annulus.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A ring in the hands of {@code ring_peer}. */
final class CRing implements RingUser, AutoCloseable {
    private final CProcess peer;

    private CRing(CProcess peer) {
        this.peer = peer;
    }

    /** A ring that {@code annulus.h} finds by name; found when this returns. */
    static CRing find(Path region, String name, int elementSize) {
        CRing found = new CRing(CPeers.start("ring_peer", region.toString(), name, Integer.toString(elementSize)));
        // Its first answer says that the program has come that far.
        found.standing();
        return found;
    }

    /** A ring at a place of a file. */
    static CRing raw(Path file, long offset, int elementSize) {
        return new CRing(CPeers.start(
                "ring_peer", "--raw", file.toString(), Long.toString(offset), Integer.toString(elementSize)));
    }

    /** What {@code rte_ring_init} returns. */
    int init(String name, int entries, int flags) {
        return Integer.parseInt(peer.ask("init " + name + " " + entries + " " + Integer.toUnsignedString(flags)));
    }

    /** The same where there is room for the header alone; what comes of it is not to be used. */
    int initHeader(String name, long entries, int flags) {
        return Integer.parseInt(
                peer.ask("init_header " + name + " " + entries + " " + Integer.toUnsignedString(flags)));
    }

    /** What {@code rte_ring_get_memsize_elem} returns. */
    long memorySize(int elementSize, long entries) {
        return Long.parseLong(peer.ask("memsize " + Integer.toUnsignedString(elementSize) + " " + entries));
    }

    /** What {@code rte_ring_get_memsize} returns. */
    long memorySize(long entries) {
        return Long.parseLong(peer.ask("memsize " + entries));
    }

    /** What {@code rte_ring_dump} prints: names and values. */
    Map<String, String> dump() {
        Map<String, String> values = new HashMap<>();
        peer.tell("dump");
        for (String line = peer.line(); !line.equals("end"); line = peer.line()) {
            String[] words = line.strip().split("=", 2);
            values.put(words[0], words.length == 2 ? words[1] : "");
        }
        return values;
    }

    /** What {@code annulus_session} says about the region. */
    long session() {
        return Long.parseUnsignedLong(peer.ask("session"));
    }

    /** Sets all indices. */
    void seed(int index) {
        assertThat(peer.ask("seed " + Integer.toUnsignedString(index))).isEqualTo("ok");
    }

    /** Moves a side's head and leaves its tail, as a peer does that stops in the middle. */
    void stopBeforeTail(String side, int count) {
        assertThat(peer.ask("stop_before_tail " + side + " " + count)).startsWith(count + " ");
    }

    /** Ends the operation that was stopped. */
    void goOn(String side) {
        assertThat(peer.ask("go_on " + side)).isEqualTo("ok");
    }

    /** Begins to peek. */
    Sent startEnqueue(Way way, int count) {
        return sent(askMove("start enqueue", way, Integer.toString(count)));
    }

    void finishEnqueue(int count, long seed) {
        assertThat(peer.ask("finish enqueue " + count + " " + Long.toUnsignedString(seed)))
                .isEqualTo("ok");
    }

    /** Begins to peek. */
    Received startDequeue(Way way, int count) {
        return received(askMove("start dequeue", way, Integer.toString(count)));
    }

    void finishDequeue(int count) {
        assertThat(peer.ask("finish dequeue " + count)).isEqualTo("ok");
    }

    /** Stores a 32-bit word into the ring's header. */
    void poke(long offset, int word) {
        assertThat(peer.ask("poke " + offset + " " + Integer.toUnsignedString(word)))
                .isEqualTo("ok");
    }

    @Override
    public Sent enqueue(Way way, int count, long seed) {
        return sent(askMove("enqueue", way, count + " " + Long.toUnsignedString(seed)));
    }

    /** By the function named {@code sp} or {@code mp}. */
    Sent enqueueAs(String name, Way way, int count, long seed) {
        return sent(askMove("enqueue", way, count + " " + Long.toUnsignedString(seed) + " " + name));
    }

    /** By the function named {@code sc} or {@code mc}. */
    Received dequeueAs(String name, Way way, int count) {
        return received(askMove("dequeue", way, count + " " + name));
    }

    private static Sent sent(String... answer) {
        return new Sent(Integer.parseInt(answer[0]), Integer.parseInt(answer[1]));
    }

    @Override
    public Received dequeue(Way way, int count) {
        return received(askMove("dequeue", way, Integer.toString(count)));
    }

    private static Received received(String... answer) {
        List<Long> values = new ArrayList<>();
        for (int k = 2; k < answer.length; k++) {
            values.add(Long.parseUnsignedLong(answer[k]));
        }
        assertThat(values).hasSize(Integer.parseInt(answer[0]));
        return new Received(values, Integer.parseInt(answer[1]));
    }

    private String[] askMove(String command, Way way, String rest) {
        String answer = peer.ask(command + " " + way.name().toLowerCase(Locale.ROOT) + " " + rest);
        assertThat(answer).doesNotContain("corrupt").doesNotStartWith("error");
        return answer.split(" ", -1);
    }

    @Override
    public Standing standing() {
        String[] heads = peer.ask("heads").split(" ", -1);
        return new Standing(
                Integer.parseUnsignedInt(heads[0]),
                Integer.parseUnsignedInt(heads[1]),
                Integer.parseUnsignedInt(heads[2]),
                Integer.parseUnsignedInt(heads[3]),
                Integer.parseInt(peer.ask("count")),
                Integer.parseInt(peer.ask("free")));
    }

    @Override
    public void close() {
        peer.close();
    }
}
