// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.watch;

import io.annulus.inspect.RegionRates;
import io.annulus.inspect.RegionSnapshot;
import io.annulus.inspect.RingRates;
import io.annulus.inspect.RingSnapshot;
import io.annulus.inspect.StallWatch;
import io.annulus.region.Zone;
import io.annulus.ring.RingInfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What has to be remembered from look to look: how far each ring was, and since when a side of it stands still. */
final class Observer {
    private final Map<Zone, StallWatch> watches = new HashMap<>();
    private RegionSnapshot last;

    /** Makes a frame of the next look at one path. */
    Frame see(RegionSnapshot now) {
        if (last != null && !last.info().uuid().equals(now.info().uuid())) {
            last = null; // Made anew under the name of the one before.
            watches.clear();
        }
        Map<Zone, Optional<RingRates>> rates = last == null ? Map.of() : RegionRates.between(last, now);
        watches.keySet().removeIf(zone -> now.ring(zone).isEmpty());
        List<Row> rows = new ArrayList<>();
        for (RingSnapshot ring : now.rings()) {
            Zone zone = ring.zone().orElseThrow();
            StallWatch watch = watches.computeIfAbsent(zone, _ -> new StallWatch());
            watch.look(ring.info());
            rows.add(Row.of(ring, rates.getOrDefault(zone, Optional.empty()), state(ring, watch)));
        }
        now.damagedRings().forEach((name, damage) -> rows.add(Row.damaged(name, damage)));
        last = now;
        return new Frame(now.taken(), now.info().path(), now.info().uuid(), rows);
    }

    private static RingState state(RingSnapshot ring, StallWatch watch) {
        RingInfo info = ring.info();
        if (!ring.damage().isEmpty()) {
            return RingState.DAMAGED;
        }
        if (!watch.standing(StallWatch.LASTING).isEmpty()) {
            return RingState.STALLED;
        }
        return info.free() == 0 ? RingState.FULL : info.used() == 0 ? RingState.EMPTY : RingState.OK;
    }
}
