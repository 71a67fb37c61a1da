// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.watch;

import io.annulus.inspect.RingRates;
import io.annulus.inspect.RingSnapshot;
import io.annulus.ring.RingInfo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One ring at one look.
 *
 * @param name its name
 * @param ring what was seen; empty if it cannot be used
 * @param rates since the last look; empty at the first one, and after a reset
 * @param state in one word
 * @param findings what is wrong
 */
record Row(
        String name, Optional<RingSnapshot> ring, Optional<RingRates> rates, RingState state, List<String> findings) {

    static Row of(RingSnapshot ring, Optional<RingRates> rates, RingState state) {
        return new Row(ring.info().name(), Optional.of(ring), rates, state, ring.damage());
    }

    static Row damaged(String name, String damage) {
        return new Row(name, Optional.empty(), Optional.empty(), RingState.DAMAGED, List.of(damage));
    }

    /** How full it is, 0 to 100; full is 100 and nothing else is. */
    static int percent(RingInfo info) {
        return (int) (100L * info.used() / info.capacity());
    }

    Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", name);
        fields.put("used", ring.map(r -> r.info().used()).orElse(null));
        fields.put("capacity", ring.map(r -> r.info().capacity()).orElse(null));
        fields.put("percent", ring.map(r -> percent(r.info())).orElse(null));
        fields.put(
                "enqueuedPerSecond",
                rates.map(r -> Math.round(r.enqueuedPerSecond())).orElse(null));
        fields.put(
                "dequeuedPerSecond",
                rates.map(r -> Math.round(r.dequeuedPerSecond())).orElse(null));
        fields.put("state", state.word());
        fields.put("findings", findings);
        return fields;
    }
}
