// SPDX-License-Identifier: Apache-2.0
package io.annulus.participants;

import static io.annulus.participants.ParticipantLayout.LINE_SIZE;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import io.annulus.liveness.DeathWitness;
import io.annulus.liveness.IdentityWord;
import io.annulus.liveness.Occupation;
import io.annulus.liveness.ParticipantInfo;
import io.annulus.liveness.ProcessIdentity;
import io.annulus.liveness.Purpose;
import io.annulus.liveness.Realm;
import io.annulus.liveness.Verdict;
import io.annulus.memory.Words;
import java.lang.foreign.MemorySegment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;

/**
 * The participants section of one region.
 *
 * <p>A line is taken by one compare-and-set of its identity word from 0 to ours; then its fields are written; then its
 * incarnation is stored with release. A reader takes a line for complete only if it loads (acquire) an incarnation other
 * than 0 and, after the fields, the same incarnation again: incarnations are drawn from one counter and never repeat, so
 * no mixture of two participants is ever judged.
 *
 * <p>A line whose taker died before the incarnation was stored, or after it was cleared on leaving, names no realm. Nobody
 * can be certain about it, so it is lost until the region is made anew: one of (by default) 256, for a death within well
 * under a microsecond.
 */
public final class Participants {
    private final MemorySegment memory;
    private final long offset;
    private final int capacity;
    private final long counterOffset;
    private final DeathWitness witness;

    /**
     * The section at a place in a region.
     *
     * @param memory the region
     * @param offset of the first line
     * @param capacity lines
     * @param counterOffset of the 64-bit counter that incarnations are drawn from
     * @param witness who judges the others
     */
    public Participants(MemorySegment memory, long offset, int capacity, long counterOffset, DeathWitness witness) {
        this.memory = memory;
        this.offset = offset;
        this.capacity = capacity;
        this.counterOffset = counterOffset;
        this.witness = witness;
    }

    /**
     * Takes a free line, or if there is none, one whose holder is certainly dead.
     *
     * @param occupation what for
     * @param releaseClaims called with the identity word of a dead holder before its line, the only proof of its death,
     *     is overwritten: must release whatever that holder had claimed, the directory included
     * @return the line, complete and visible to others
     * @throws AnnulusException {@link Reason#PARTICIPANTS_FULL}, naming the holders
     */
    public Participant join(Occupation occupation, LongConsumer releaseClaims) {
        ProcessIdentity self = ProcessIdentity.current();
        for (int i = 0; i < capacity; i++) {
            long line = line(i);
            if (Words.loadAcquireLong(memory, line) == IdentityWord.NOBODY
                    && Words.compareAndSetLong(memory, line, IdentityWord.NOBODY, self.word())) {
                return fill(line, self, occupation);
            }
        }
        for (int i = 0; i < capacity; i++) {
            long line = line(i);
            long holder = Words.loadAcquireLong(memory, line);
            if (holder != IdentityWord.NOBODY && judge(holder) == Verdict.DEAD) {
                releaseClaims.accept(holder);
                // Between this and the incarnation below, the line shows us with the dead one's realm: which is ours,
                // or our kernel could not have certified the death.
                if (Words.compareAndSetLong(memory, line, holder, self.word())) {
                    return fill(line, self, occupation);
                }
            }
        }
        throw new AnnulusException(
                Reason.PARTICIPANTS_FULL,
                "all " + capacity + " participant lines of the region are taken, by "
                        + list().stream().map(ParticipantInfo::describe).collect(Collectors.joining(", ")),
                "Close roles that are no longer used, or create the region with more participants");
    }

    private Participant fill(long line, ProcessIdentity self, Occupation occupation) {
        Words.storeReleaseLong(memory, line + ParticipantLayout.INCARNATION_OFFSET, 0);
        Words.fullFence(); // No field below may be seen under the old incarnation.
        Realm realm = self.realm();
        Words.storeOpaqueLong(memory, line + ParticipantLayout.BOOT_HIGH_OFFSET, Long.reverseBytes(realm.bootHigh()));
        Words.storeOpaqueLong(memory, line + ParticipantLayout.BOOT_LOW_OFFSET, Long.reverseBytes(realm.bootLow()));
        Words.storeOpaqueLong(memory, line + ParticipantLayout.PID_NAMESPACE_OFFSET, realm.pidNamespace());
        Words.storeOpaqueLong(memory, line + ParticipantLayout.TIME_NAMESPACE_OFFSET, realm.timeNamespace());
        Words.storeOpaqueInt(memory, line + ParticipantLayout.FEATURES_OFFSET, 0);
        Words.storeOpaqueInt(
                memory,
                line + ParticipantLayout.PURPOSE_OFFSET,
                occupation.purpose().number());
        Words.storeOpaqueInt(memory, line + ParticipantLayout.ENTRY_OFFSET, occupation.entry());
        Words.storeOpaqueInt(memory, line + ParticipantLayout.SYNC_MODE_OFFSET, occupation.syncMode());
        Words.storeOpaqueLong(memory, line + ParticipantLayout.GENERATION_OFFSET, occupation.generation());
        Words.storeOpaqueLong(memory, line + ParticipantLayout.INTENT_OFFSET, 0);
        Words.storeOpaqueLong(
                memory,
                line + ParticipantLayout.THREAD_OFFSET,
                Thread.currentThread().threadId());
        Words.storeOpaqueLong(memory, line + ParticipantLayout.SINCE_OFFSET, System.currentTimeMillis());
        long incarnation = Words.getAndAddLong(memory, counterOffset, 1) + 1;
        Words.storeReleaseLong(memory, line + ParticipantLayout.INCARNATION_OFFSET, incarnation);
        Words.fullFence(); // The line is visible before whatever its owner looks at next.
        return new Participant(memory, line, self.word());
    }

    /**
     * Everyone whose line is complete.
     *
     * @return a snapshot, in the order of the lines
     */
    public List<ParticipantInfo> list() {
        List<ParticipantInfo> all = new ArrayList<>();
        Map<ProcessIdentity, Verdict> verdicts = new HashMap<>();
        for (int i = 0; i < capacity; i++) {
            Line line = read(i);
            if (line != null) {
                all.add(line.judged(verdicts.computeIfAbsent(line.process(), witness::judge)));
            }
        }
        return all;
    }

    /**
     * Judges the holder of a claim.
     *
     * @param word the identity word found in the claim
     * @return {@link Verdict#DEAD} only if there is a complete line with that word and the holder of every such line is
     *     certainly dead
     */
    public Verdict judge(long word) {
        ProcessIdentity dead = null;
        for (int i = 0; i < capacity; i++) {
            Line line = Words.loadAcquireLong(memory, line(i)) == word ? read(i) : null;
            if (line == null || line.process().word() != word || line.process().equals(dead)) {
                continue;
            }
            Verdict verdict = witness.judge(line.process());
            if (verdict != Verdict.DEAD) {
                return verdict;
            }
            dead = line.process();
        }
        return dead == null ? Verdict.UNKNOWN : Verdict.DEAD;
    }

    /**
     * Describes the holder of a claim for an error message.
     *
     * @param word the identity word found in the claim
     * @return such as {@code pid 1234 (alive, since 2026-01-31T12:00:00Z)}
     */
    public String describe(long word) {
        for (int i = 0; i < capacity; i++) {
            Line line = Words.loadAcquireLong(memory, line(i)) == word ? read(i) : null;
            if (line != null && line.process().word() == word) {
                return line.judged(witness.judge(line.process())).describe();
            }
        }
        return "pid " + IdentityWord.pid(word) + " (which left no other trace)";
    }

    private record Line(ProcessIdentity process, Occupation occupation, long thread, long since) {

        ParticipantInfo judged(Verdict verdict) {
            return new ParticipantInfo(process, occupation, thread, Instant.ofEpochMilli(since), verdict);
        }
    }

    private Line read(int index) {
        long line = line(index);
        long incarnation = Words.loadAcquireLong(memory, line + ParticipantLayout.INCARNATION_OFFSET);
        if (incarnation == 0) {
            return null;
        }
        long word = Words.loadAcquireLong(memory, line + ParticipantLayout.IDENTITY_OFFSET);
        Realm realm = new Realm(
                Long.reverseBytes(Words.loadAcquireLong(memory, line + ParticipantLayout.BOOT_HIGH_OFFSET)),
                Long.reverseBytes(Words.loadAcquireLong(memory, line + ParticipantLayout.BOOT_LOW_OFFSET)),
                Words.loadAcquireLong(memory, line + ParticipantLayout.PID_NAMESPACE_OFFSET),
                Words.loadAcquireLong(memory, line + ParticipantLayout.TIME_NAMESPACE_OFFSET));
        Purpose purpose = purpose(Words.loadAcquireInt(memory, line + ParticipantLayout.PURPOSE_OFFSET));
        int entry = Words.loadAcquireInt(memory, line + ParticipantLayout.ENTRY_OFFSET);
        int syncMode = Words.loadAcquireInt(memory, line + ParticipantLayout.SYNC_MODE_OFFSET);
        long generation = Words.loadAcquireLong(memory, line + ParticipantLayout.GENERATION_OFFSET);
        long thread = Words.loadAcquireLong(memory, line + ParticipantLayout.THREAD_OFFSET);
        long since = Words.loadAcquireLong(memory, line + ParticipantLayout.SINCE_OFFSET);
        if (word == IdentityWord.NOBODY
                || Words.loadAcquireLong(memory, line + ParticipantLayout.INCARNATION_OFFSET) != incarnation) {
            return null; // Left, or replaced by another, while we read.
        }
        ProcessIdentity process = new ProcessIdentity(word, realm);
        Occupation occupation = purpose == null ? null : new Occupation(purpose, entry, generation, syncMode);
        return new Line(process, occupation, thread, since);
    }

    private long line(int index) {
        return offset + (long) index * LINE_SIZE;
    }

    // Null for a number no version of this format has written: the line is damaged or hostile.
    private static Purpose purpose(int number) {
        for (Purpose purpose : Purpose.values()) {
            if (purpose.number() == number) {
                return purpose;
            }
        }
        return null;
    }
}
