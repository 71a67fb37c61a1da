// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.client;

import static io.annulus.posix.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.error.Reason;
import io.annulus.ivshmem.wire.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SessionTest {
    private static final boolean WITH = true;
    private static final boolean WITHOUT = false;

    private final Session session = new Session("/tmp/s", 3, 6);

    @Test
    void versionIdAndMemoryComeInThisOrder() {
        assertThat(session.expectation()).contains("version");
        assertThat(session.accept(0, WITHOUT)).isEqualTo(new Step.Version());
        assertThat(session.expectation()).contains("id");
        assertThat(session.accept(65_535, WITHOUT)).isEqualTo(new Step.OwnId(65_535));
        assertThat(session.expectation()).contains("memory");
        assertThat(session.accept(-1, WITH)).isEqualTo(new Step.Memory());
        assertThat(session.ownId()).isEqualTo(65_535);
        assertThat(session.expectation()).contains("own doorbell 0");
    }

    @ParameterizedTest
    @EnumSource(Refusal.class)
    void whyAnAnnulusServerLetsNobodyInIsSaid(Refusal refusal) {
        refused(refusal.reason(), () -> session.accept(refusal.version(), WITHOUT))
                .contains(refusal.because());
    }

    @Test
    void doorbellsAreCountedForEachId() {
        greet();
        assertThat(session.accept(3, WITH)).isEqualTo(new Step.Doorbell(3, 0));
        assertThat(session.accept(3, WITH)).isEqualTo(new Step.Doorbell(3, 1));
        assertThat(session.accept(7, WITH)).isEqualTo(new Step.Doorbell(7, 0));
        assertThat(session.accept(4, WITH)).isEqualTo(new Step.Doorbell(4, 0));
        assertThat(session.expectation()).contains("own doorbell 1");
        assertThat(session.accept(3, WITHOUT)).isEqualTo(new Step.PeerLeft(3));
        assertThat(session.accept(3, WITH)).as("the id is given again").isEqualTo(new Step.Doorbell(3, 0));
    }

    @Test
    void anotherVersionIsRefused() {
        refuse(1, WITHOUT, "version 0", "found 1 without");
    }

    @Test
    void anOlderProtocolIsNamed() {
        refuse(3, WITHOUT, "QEMU before 2.5");
    }

    @Test
    void aVersionWithADescriptorIsRefused() {
        refuse(0, WITH, "found 0 with a descriptor");
    }

    @Test
    void anIdOutOfRangeIsRefused() {
        for (long id : new long[] {-1, 65_536, Long.MIN_VALUE, 1L << 32}) {
            Session fresh = new Session("/tmp/s", 1, 6);
            fresh.accept(0, WITHOUT);
            refused(Reason.BAD_MESSAGE, () -> fresh.accept(id, WITHOUT)).contains("0 to 65535", "" + id);
        }
    }

    @Test
    void anIdWithADescriptorIsRefused() {
        session.accept(0, WITHOUT);
        refuse(5, WITH, "an id of 0 to 65535");
    }

    @Test
    void memoryWithoutADescriptorIsRefused() {
        session.accept(0, WITHOUT);
        session.accept(5, WITHOUT);
        refuse(-1, WITHOUT, "the memory");
    }

    @Test
    void aDoorbellBeforeTheMemoryIsRefused() {
        session.accept(0, WITHOUT);
        session.accept(5, WITHOUT);
        refuse(6, WITH, "the memory");
    }

    @Test
    void aSecondMemoryIsRefused() {
        greet();
        refuse(-1, WITH, "a doorbell or a leave notice");
    }

    @Test
    void valuesThatAreNoIdAreRefused() {
        greet();
        for (long value : new long[] {-2, -1, 65_536, Long.MAX_VALUE, Long.MIN_VALUE}) {
            refuse(value, WITHOUT, "a doorbell or a leave notice", "" + value);
        }
    }

    @Test
    void ourOwnLeaveNoticeIsRefused() {
        greet();
        refuse(4, WITHOUT, "somebody else", "(4)");
    }

    @Test
    void aLeaveNoticeOfSomebodyUnknownIsRefused() {
        greet();
        session.accept(3, WITH);
        refuse(7, WITHOUT, "one of 7");
    }

    @Test
    void aSecondLeaveNoticeIsRefused() {
        greet();
        session.accept(3, WITH);
        session.accept(3, WITHOUT);
        refuse(3, WITHOUT, "one of 3");
    }

    @Test
    void whereNobodyHasVectorsWhoLeavesWasNeverSeen() {
        greet();
        assertThat(session.accept(7, WITHOUT)).isEqualTo(new Step.PeerLeft(7));
    }

    @Test
    void moreVectorsThanAllowedAreRefused() {
        greet();
        for (int i = 0; i < 3; i++) {
            session.accept(3, WITH);
        }
        refuse(3, WITH, "3 vectors of peer 3");
    }

    @Test
    void moreDescriptorsThanAllowedAreRefusedAndThoseGivenBackDoNotCount() {
        greet();
        for (int i = 0; i < 100; i++) {
            session.accept(10 + i, WITH);
            session.accept(10 + i, WITH);
            session.accept(10 + i, WITHOUT);
        }
        for (int i = 0; i < 5; i++) {
            session.accept(10 + i, WITH);
        }
        refuse(20, WITH, "6 descriptors");
    }

    private void greet() {
        session.accept(0, WITHOUT);
        session.accept(4, WITHOUT);
        session.accept(-1, WITH);
    }

    private void refuse(long value, boolean withDescriptor, String... words) {
        refused(Reason.BAD_MESSAGE, () -> session.accept(value, withDescriptor))
                .startsWith("/tmp/s: expected ")
                .contains(words);
    }
}
