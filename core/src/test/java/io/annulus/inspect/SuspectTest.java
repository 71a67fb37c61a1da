// SPDX-License-Identifier: Apache-2.0
package io.annulus.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.liveness.IdentityWord;
import io.annulus.liveness.Occupation;
import io.annulus.liveness.ParticipantInfo;
import io.annulus.liveness.ProcessIdentity;
import io.annulus.liveness.Purpose;
import io.annulus.liveness.Realm;
import io.annulus.liveness.Verdict;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Where a suspect runs is said as precisely as it is known. */
final class SuspectTest {
    private final Realm ours = ProcessIdentity.current().realm();

    private static Suspect suspect(Realm realm, Verdict verdict) {
        Occupation occupation = new Occupation(Purpose.PRODUCER, 0, 1, 3);
        ProcessIdentity process = new ProcessIdentity(IdentityWord.of(77, 5), realm);
        return Suspect.of(new ParticipantInfo(process, occupation, 12, Instant.EPOCH, verdict));
    }

    @Test
    void inAnotherContainerOfThisMachine() {
        Realm container = new Realm(ours.bootHigh(), ours.bootLow(), ours.pidNamespace() + 1, ours.timeNamespace());
        Suspect suspect = suspect(container, Verdict.UNKNOWN);
        assertThat(suspect.isOfOurKernel()).isTrue();
        assertThat(suspect.isOfOurPidNamespace()).isFalse();
        assertThat(suspect.describe())
                .isEqualTo("pid 77 (alive or not, nobody here can tell, thread 12, since 1970-01-01T00:00:00Z,"
                        + " same kernel, another pid namespace)");
    }

    @Test
    void onAnotherMachine() {
        Suspect suspect = suspect(new Realm(1, 2, ours.pidNamespace(), ours.timeNamespace()), Verdict.UNKNOWN);
        assertThat(suspect.isOfOurKernel()).isFalse();
        assertThat(suspect.describe()).endsWith("another kernel, or another boot of this one)");
    }

    @Test
    void theDeadAreLikelierThanTheLiving() {
        assertThat(suspect(ours, Verdict.DEAD).rank())
                .isLessThan(suspect(ours, Verdict.UNKNOWN).rank());
        assertThat(suspect(ours, Verdict.UNKNOWN).rank())
                .isLessThan(suspect(ours, Verdict.ALIVE).rank());
    }
}
