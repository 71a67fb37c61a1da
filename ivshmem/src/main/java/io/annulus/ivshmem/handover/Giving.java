// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.handover;

import io.annulus.error.AnnulusException;
import io.annulus.posix.Descriptor;
import io.annulus.posix.event.EventFd;
import io.annulus.posix.socket.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One successor, and what it is given: the side that has everything. Waits, but not for long. */
public final class Giving implements AutoCloseable {
    private static final Duration TO_SPEAK = Duration.ofSeconds(2);
    private static final Duration TO_TAKE = Duration.ofSeconds(10);

    private final Line line;
    private Wish wish;

    private Giving(Connection connection) {
        this.line = new Line(connection);
    }

    /**
     * Begins.
     *
     * @param successor who has connected; owned by the result from here on
     * @return nothing was said yet
     */
    public static Giving to(Connection successor) {
        return new Giving(successor);
    }

    /**
     * Hears what it wants, and refuses what cannot be.
     *
     * @param premises what there is
     * @param vectors doorbells of each peer here
     * @throws AnnulusException if it was refused, or says nothing
     */
    public void hear(Premises premises, int vectors) {
        line.within(TO_SPEAK);
        try {
            if (!line.connection().credentials().isOwnUser()) {
                throw refusal(Objection.OTHER_USER, "it runs as another user than the server");
            }
            line.receive(Kind.HELLO, 0);
            if (!line.page().hasMagic()) {
                throw Page.broken("a successor of this program", "something else");
            }
            if (line.page().number() != HandOverLayout.VERSION) {
                throw refusal(
                        Objection.VERSION,
                        "the server speaks version " + HandOverLayout.VERSION + " of the hand-over, its successor "
                                + Integer.toUnsignedString(line.page().number()));
            }
            Wish heard = Wish.read(line.page());
            heard.requireMet(premises, vectors);
            wish = heard;
        } catch (AnnulusException e) {
            throw refusedBy(e);
        }
    }

    /** What fails before anything was given is said to the other side, too. */
    private AnnulusException refusedBy(AnnulusException e) {
        return switch (e.reason()) {
            case WRONG_VERSION, NO_PERMISSION, CLOSED -> e;
            case BAD_SPEC -> refusal(Objection.DISAGREES, text(e));
            case BAD_MESSAGE -> refusal(Objection.BROKEN, text(e));
            default -> refusal(Objection.FAILED, text(e));
        };
    }

    private static String text(AnnulusException e) {
        return e.getMessage().replaceFirst("^hand-over( refused)?: ", "").replaceFirst("\\. .*", "");
    }

    /**
     * Says no.
     *
     * @param objection why
     * @param text the same for people, with what was expected and found
     * @return to be thrown
     */
    public AnnulusException refusal(Objection objection, String text) {
        AnnulusException refusal = objection.because(text);
        try {
            line.page()
                    .marked(Kind.REFUSED, HandOverLayout.VERSION)
                    .put(HandOverLayout.WHY_OFFSET, objection.number())
                    .put(text);
            line.within(TO_SPEAK);
            line.send(List.of());
        } catch (AnnulusException e) {
            refusal.addSuppressed(e); // It is gone, or does not read: closing says the same.
        }
        return refusal;
    }

    /**
     * Gives it everything. When this returns, the successor has it and this process must touch none of it any more; when it
     * throws, nothing has changed.
     *
     * @param estate everything
     * @throws AnnulusException if the successor did not take it
     */
    public void give(Estate estate) {
        line.within(TO_TAKE);
        try {
            giveEstate(estate);
            estate.members().forEach(this::giveMember);
            line.page().marked(Kind.END, estate.members().size());
            line.send(List.of());
            line.receive(Kind.HAVE, 0);
            line.page().marked(Kind.YOURS, HandOverLayout.VERSION);
            line.send(List.of());
        } catch (AnnulusException e) {
            throw refusedBy(e);
        }
    }

    private void giveEstate(Estate estate) {
        Premises premises = estate.premises();
        Counts counts = estate.counts();
        line.page()
                .marked(Kind.ESTATE, HandOverLayout.VERSION)
                .put(HandOverLayout.BYTES_OFFSET, premises.memory().bytes())
                .put(HandOverLayout.VECTORS_OFFSET, estate.vectors())
                .put(HandOverLayout.NEXT_ID_OFFSET, estate.nextId())
                .put(HandOverLayout.PEERS_OFFSET, estate.members().size())
                .put(HandOverLayout.FLAGS_OFFSET, premises.memory().ownsName() ? HandOverLayout.NAME_GOES : 0)
                .put(HandOverLayout.JOINED_OFFSET, counts.joined())
                .put(HandOverLayout.LEFT_OFFSET, counts.left())
                .put(HandOverLayout.DROPPED_OFFSET, counts.dropped())
                .put(HandOverLayout.REFUSED_OFFSET, counts.refused())
                .put(HandOverLayout.PID_OFFSET, estate.pid())
                .put(premises.label());
        line.send(List.of(
                premises.memory().descriptor(),
                premises.lock().descriptor(),
                premises.clients().descriptor(),
                premises.askers().descriptor(),
                premises.successors().descriptor()));
    }

    private void giveMember(Member member) {
        line.page()
                .of(Kind.PEER, member.id())
                .put(HandOverLayout.PEER_VECTORS_OFFSET, member.doorbells().size());
        List<Descriptor> descriptors = new ArrayList<>();
        descriptors.add(member.connection().descriptor());
        member.doorbells().stream().map(EventFd::descriptor).forEach(descriptors::add);
        line.send(descriptors);
        long[] words = member.known().toLongArray();
        for (int from = 0; from < words.length; from += HandOverLayout.KNOWN_WORDS) {
            long[] some = Arrays.copyOfRange(words, from, Math.min(words.length, from + HandOverLayout.KNOWN_WORDS));
            if (Arrays.stream(some).anyMatch(word -> word != 0)) {
                line.page().of(Kind.KNOWS, from);
                for (int i = 0; i < some.length; i++) {
                    line.page().put(HandOverLayout.KNOWN_OFFSET + (long) i * Long.BYTES, some[i]);
                }
                line.send(List.of());
            }
        }
    }

    /**
     * Who the successor is and what it is going to do, once it was heard.
     *
     * @return such as {@code pid 4711, which serves on}
     */
    public String describe() {
        return "pid " + line.connection().credentials().pid() + ", which "
                + wish.purpose().words();
    }

    @Override
    public void close() {
        line.close();
    }
}
