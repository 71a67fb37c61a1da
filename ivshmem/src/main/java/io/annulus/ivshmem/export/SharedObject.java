// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.export;

import io.annulus.region.Zone;
import io.annulus.region.ZoneKind;
import io.annulus.ring.RingInfo;
import io.annulus.ring.SideInfo;
import io.annulus.ring.SyncMode;
import java.util.Locale;
import java.util.Optional;

/**
 * Something with a name in a region.
 *
 * @param zone its extent
 * @param ring what is known of it as a ring; empty for another kind, and for a ring that is damaged
 */
public record SharedObject(Zone zone, Optional<RingInfo> ring) {

    /**
     * Its kind in a word, for people and scripts.
     *
     * @return {@code ring}, or {@code zone} for a raw one
     */
    public String kind() {
        return word(zone.kind());
    }

    static String word(ZoneKind kind) {
        return kind == ZoneKind.RAW ? "zone" : kind.name().toLowerCase(Locale.ROOT);
    }

    /** Such as {@code ring 'orders'}. */
    String described() {
        return kind() + " '" + zone.name() + "'";
    }

    /** The command that makes the same ring, empty, in another region. */
    Optional<String> recipe(String region) {
        return ring.map(found -> {
            boolean exact = found.capacity() != found.size() - 1;
            return "annulus ring create " + region + " " + ShellText.quote(zone.name()) + " --entries "
                    + (exact ? found.capacity() + " --exact" : found.size()) + " --element-size " + found.elementSize()
                    + mode("producers", found.producers()) + mode("consumers", found.consumers());
        });
    }

    private static String mode(String option, SideInfo side) {
        return side.mode() == SyncMode.MULTI
                ? ""
                : " --" + option + " " + side.mode().word();
    }
}
