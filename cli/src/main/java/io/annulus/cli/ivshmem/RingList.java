// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.ivshmem;

import io.annulus.cli.argument.SyncModes;
import io.annulus.ivshmem.server.RegionPlan;
import io.annulus.ring.RingSpec;
import io.annulus.ring.SyncMode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Rings in one word: {@code NAME=ENTRIES[:PRODUCERS[:CONSUMERS[:BYTES]]],...}, such as {@code orders=1024:single:single:64}.
 * What is left out is as in {@code ring create}: multi, and 8 bytes.
 */
final class RingList implements ITypeConverter<RegionPlan> {
    static final String DESCRIPTION =
            "Lay an Annulus region into the memory, with a list of who is there (annulus guest peers) and these rings, separated"
                    + " by commas: NAME=ENTRIES, then perhaps :PRODUCERS, :CONSUMERS (single, multi, rts, hts; default multi) and :BYTES of an element (default 8).";

    private static final Pattern RING =
            Pattern.compile("([^=]+)=([0-9]{1,10})(?::(\\w+))?(?::(\\w+))?(?::([0-9]{1,9}))?");
    private static final int NAME = 1;
    private static final int ENTRIES = 2;
    private static final int PRODUCERS = 3;
    private static final int CONSUMERS = 4;
    private static final int BYTES = 5;

    /** Made by picocli. */
    RingList() {}

    @Override
    public RegionPlan convert(String text) {
        Map<String, RingSpec> rings = new LinkedHashMap<>();
        for (String word : text.split(",", -1)) {
            Matcher ring = RING.matcher(word);
            if (!ring.matches()) {
                throw new TypeConversionException("expected NAME=ENTRIES[:PRODUCERS[:CONSUMERS[:BYTES]]],... such as"
                        + " orders=1024:single:single,fills=4096, found '" + word + "'");
            }
            if (rings.put(ring.group(NAME), spec(ring)) != null) {
                throw new TypeConversionException("two rings have the name '" + ring.group(NAME) + "'");
            }
        }
        return new RegionPlan(rings);
    }

    private static RingSpec spec(Matcher ring) {
        RingSpec spec = RingSpec.ofEntries((int) Math.min(Long.parseLong(ring.group(ENTRIES)), Integer.MAX_VALUE));
        if (ring.group(BYTES) != null) {
            spec = spec.withElementSize(Integer.parseInt(ring.group(BYTES)));
        }
        return spec.withProducers(mode(ring.group(PRODUCERS))).withConsumers(mode(ring.group(CONSUMERS)));
    }

    private static SyncMode mode(String word) {
        return word == null ? SyncMode.MULTI : new SyncModes().convert(word);
    }
}
