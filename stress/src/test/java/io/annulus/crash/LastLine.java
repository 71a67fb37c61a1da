// SPDX-License-Identifier: Apache-2.0
package io.annulus.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import io.annulus.region.Region;
import io.annulus.region.RegionAudit;
import io.annulus.region.ZoneSpec;
import io.annulus.ring.Ring;
import java.nio.file.Path;

/**
 * Dies while creating a ring with the only participant line there is, so that the next one has to take the line that proves
 * the death. The owner word of the directory must be released before; when it was not, the directory stayed busy for ever.
 */
final class LastLine implements Scenario {
    @Override
    public void prepare(Path region) {
        Region.create(region, Small.spec(3, 1)).close();
    }

    @Override
    public Runnable begin(Path region) {
        Region open = Region.open(region);
        return () -> Ring.create(open, Small.NAME, Small.MULTI);
    }

    @Override
    public void goOn(Path region) {
        try (Region open = Region.open(region)) {
            if (RegionAudit.of(region).lostLines() == 1) {
                // It died before it had said who it was, so nobody can be certain that it is gone.
                assertThatThrownBy(() -> open.createZone(ZoneSpec.raw("other", 1), memory -> {}))
                        .extracting(e -> ((AnnulusException) e).reason())
                        .isEqualTo(Reason.PARTICIPANTS_FULL);
                return;
            }
            open.createZone(ZoneSpec.raw("other", 1), memory -> {});
            if (open.zones().size() == 1) {
                Ring.create(open, Small.NAME, Small.MULTI);
            }
            assertThat(Ring.attach(open, Small.NAME).isEmpty()).isTrue();
        }
        RegionAudit.of(region).requireSettled();
    }
}
