// SPDX-License-Identifier: Apache-2.0
package io.annulus.participants;

import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.Refusal;
import io.annulus.error.Reason;
import io.annulus.liveness.IdentityWord;
import io.annulus.liveness.Occupation;
import io.annulus.liveness.ParticipantInfo;
import io.annulus.liveness.ProcessIdentity;
import io.annulus.liveness.Purpose;
import io.annulus.liveness.Verdict;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Lines are complete before they count, judged only by evidence, and a dead one's is used again last. */
final class ParticipantsTest {
    private static final int CAPACITY = 2;
    private static final long LINES = 64;

    private final MemorySegment memory = Arena.ofAuto().allocate(LINES + CAPACITY * 128, 128);
    private final Set<ProcessIdentity> dead = new HashSet<>();
    private final Participants participants = new Participants(
            memory, LINES, CAPACITY, 0, process -> dead.contains(process) ? Verdict.DEAD : Verdict.ALIVE);
    private final Occupation role = new Occupation(Purpose.PRODUCER, 3, 9, 1);

    @Test
    void aLineSaysWhoAndWhatForUntilItIsLeft() {
        try (Participant self = participants.join(role, _ -> {})) {
            ParticipantInfo info = participants.list().getFirst();
            assertThat(info.process()).isEqualTo(ProcessIdentity.current());
            assertThat(info.occupation()).isEqualTo(role);
            assertThat(info.occupation().uses(3, 9)).isTrue();
            assertThat(info.occupation().uses(3, 8)).isFalse();
            assertThat(info.thread()).isEqualTo(Thread.currentThread().threadId());
            assertThat(participants.judge(self.word())).isEqualTo(Verdict.ALIVE);
        }
        assertThat(participants.list()).isEmpty();
    }

    @Test
    void whoLeftNoTraceIsUnknown() {
        assertThat(participants.judge(12345)).isEqualTo(Verdict.UNKNOWN);
        assertThat(participants.describe((77L << 42) | 1)).contains("pid 77").contains("no other trace");
    }

    @Test
    void aLineThatIsNotCompleteIsNobodysAndNotTaken() {
        try (Participant self = participants.join(role, _ -> {})) {
            memory.set(JAVA_LONG, LINES + ParticipantLayout.INCARNATION_OFFSET, 0);
            assertThat(participants.list()).isEmpty();
            assertThat(participants.judge(self.word())).isEqualTo(Verdict.UNKNOWN);
        }
    }

    @Test
    void aDeadHoldersLineIsTakenOnlyWhenNoneIsFreeAndAfterItsClaimsWereReleased() {
        ProcessIdentity gone = new ProcessIdentity(
                IdentityWord.of(99, 1), ProcessIdentity.current().realm());
        Participant one = participants.join(role, _ -> {});
        memory.set(JAVA_LONG, LINES, gone.word());
        dead.add(gone);
        List<Long> released = new ArrayList<>();
        Participant two = participants.join(role, released::add);
        assertThat(released).isEmpty();
        assertThat(participants.judge(gone.word())).isEqualTo(Verdict.DEAD);
        Participant three = participants.join(role, released::add);
        assertThat(released).containsExactly(gone.word());
        assertThat(participants.list()).hasSize(2).allMatch(p -> p.verdict() == Verdict.ALIVE);
        Refusal.of(Reason.PARTICIPANTS_FULL, () -> participants.join(role, released::add), "all 2");
        two.close();
        three.close();
        assertThat(one).isNotSameAs(three);
    }
}
