// SPDX-License-Identifier: Apache-2.0
package io.annulus.inspect;

import io.annulus.region.Zone;
import io.annulus.ring.SideInfo;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/** How many elements went through the rings of a region between two looks. */
public final class RegionRates {
    private RegionRates() {}

    /**
     * Compares two looks at one path.
     *
     * @param earlier the first
     * @param later a look taken after it
     * @return the rates of each ring that was there at both, in the order of the directory; empty for those of which nothing
     *     can be said, because they were reset in between
     */
    public static SequencedMap<Zone, Optional<RingRates>> between(RegionSnapshot earlier, RegionSnapshot later) {
        SequencedMap<Zone, Optional<RingRates>> rates = new LinkedHashMap<>();
        // A region removed and made anew under its name has nothing to do with the one before.
        if (!earlier.info().uuid().equals(later.info().uuid())) {
            return rates;
        }
        boolean changed = earlier.directory().changes() != later.directory().changes();
        for (RingSnapshot now : later.rings()) {
            now.zone().flatMap(earlier::ring).ifPresent(before -> {
                boolean reset = changed && wentBack(before, now);
                rates.put(
                        now.zone().orElseThrow(),
                        reset ? Optional.empty() : Optional.of(RingRates.between(before, now)));
            });
        }
        return rates;
    }

    // Indices go back when they pass 2^32, which is no change of the directory, or in a reset, which is one.
    private static boolean wentBack(RingSnapshot before, RingSnapshot now) {
        return wentBack(before.info().producers(), now.info().producers())
                || wentBack(before.info().consumers(), now.info().consumers());
    }

    private static boolean wentBack(SideInfo before, SideInfo now) {
        return Integer.compareUnsigned(now.tail(), before.tail()) < 0;
    }
}
