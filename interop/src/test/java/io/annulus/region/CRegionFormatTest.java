// SPDX-License-Identifier: Apache-2.0
package io.annulus.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.annulus.error.AnnulusException;
import io.annulus.interop.LayoutProbe;
import io.annulus.participants.ParticipantLayout;
import org.junit.jupiter.api.Test;

/** Every number of the region format that {@code annulus.h} knows is the one that Java writes. */
final class CRegionFormatTest {
    @Test
    void headerDirectoryAndParticipantsAreTheSameInC() {
        LayoutProbe probe = LayoutProbe.keys("annulus\\.(?!RING_).*");
        expectHeader(probe);
        expectDirectory(probe);
        expectLimits(probe);
        probe.assertNothingLeft();
    }

    private static void expectHeader(LayoutProbe probe) {
        probe.expect("annulus.MAGIC", HeaderLayout.MAGIC)
                .expect("annulus.READY", HeaderLayout.READY)
                .expect("annulus.MAJOR", HeaderLayout.MAJOR)
                .expect("annulus.MINOR", HeaderLayout.MINOR)
                .expect("annulus.HEADER_SIZE", HeaderLayout.HEADER_SIZE)
                .expect("annulus.MAGIC_OFFSET", HeaderLayout.MAGIC_OFFSET)
                .expect("annulus.MAJOR_OFFSET", HeaderLayout.MAJOR_OFFSET)
                .expect("annulus.MINOR_OFFSET", HeaderLayout.MINOR_OFFSET)
                .expect("annulus.SIZE_OFFSET", HeaderLayout.SIZE_OFFSET)
                .expect("annulus.CACHE_LINE_OFFSET", HeaderLayout.CACHE_LINE_OFFSET)
                .expect("annulus.GUARD_LINES_OFFSET", HeaderLayout.GUARD_LINES_OFFSET)
                .expect("annulus.DIRECTORY_OFFSET", HeaderLayout.DIRECTORY_OFFSET)
                .expect("annulus.DIRECTORY_CAPACITY_OFFSET", HeaderLayout.DIRECTORY_CAPACITY_OFFSET)
                .expect("annulus.ENTRY_SIZE_OFFSET", HeaderLayout.DIRECTORY_ENTRY_SIZE_OFFSET)
                .expect("annulus.PARTICIPANTS_OFFSET", HeaderLayout.PARTICIPANTS_OFFSET)
                .expect("annulus.PARTICIPANTS_CAPACITY_OFFSET", HeaderLayout.PARTICIPANTS_CAPACITY_OFFSET)
                .expect("annulus.LINE_SIZE_OFFSET", HeaderLayout.PARTICIPANT_LINE_SIZE_OFFSET)
                .expect("annulus.PARTICIPANTS_VERSION_OFFSET", HeaderLayout.PARTICIPANTS_VERSION_OFFSET)
                .expect("annulus.ZONES_OFFSET", HeaderLayout.ZONES_OFFSET)
                .expect("annulus.READY_OFFSET", HeaderLayout.READY_OFFSET);
    }

    private static void expectDirectory(LayoutProbe probe) {
        probe.expect("annulus.ENTRY_SIZE", DirectoryLayout.ENTRY_SIZE)
                .expect("annulus.ENTRY_NAME_OFFSET", DirectoryLayout.NAME_OFFSET)
                .expect("annulus.ENTRY_STATE_OFFSET", DirectoryLayout.STATE_OFFSET)
                .expect("annulus.ENTRY_KIND_OFFSET", DirectoryLayout.KIND_OFFSET)
                .expect("annulus.ENTRY_GENERATION_OFFSET", DirectoryLayout.GENERATION_OFFSET)
                .expect("annulus.ENTRY_OFFSET_OFFSET", DirectoryLayout.OFFSET_OFFSET)
                .expect("annulus.ENTRY_LENGTH_OFFSET", DirectoryLayout.LENGTH_OFFSET)
                .expect("annulus.ENTRY_EXTENT_OFFSET", DirectoryLayout.EXTENT_OFFSET)
                .expect("annulus.ENTRY_ELEMENT_SIZE_OFFSET", DirectoryLayout.ELEMENT_SIZE_OFFSET)
                .expect("annulus.ENTRY_FOREIGN_OFFSET", DirectoryLayout.FOREIGN_OFFSET)
                .expect("annulus.STATE_READY", DirectoryLayout.READY)
                .expect("annulus.STATE_RESETTING", DirectoryLayout.RESETTING)
                .expect("annulus.KIND_ZONE", ZoneKind.RAW.number())
                .expect("annulus.KIND_RING", ZoneKind.RING.number());
    }

    private static void expectLimits(LayoutProbe probe) {
        int most = 65_536;
        probe.expect("annulus.NAME_SIZE", DirectoryLayout.NAME_SIZE)
                .expect("annulus.NAME_MAX", DirectoryLayout.LONGEST_NAME)
                .expect("annulus.ZONE_ALIGNMENT", DirectoryLayout.ZONE_ALIGNMENT)
                .expect("annulus.LINE_SIZE", ParticipantLayout.LINE_SIZE)
                .expect("annulus.CAPACITY_MAX", most);
        assertThat(RegionSpec.ofSize(1 << 30, most, most).directoryCapacity()).isEqualTo(most);
        assertThatThrownBy(() -> RegionSpec.ofSize(1 << 30, most + 1, most)).isInstanceOf(AnnulusException.class);
        assertThatThrownBy(() -> RegionSpec.ofSize(1 << 30, most, most + 1)).isInstanceOf(AnnulusException.class);
    }
}
