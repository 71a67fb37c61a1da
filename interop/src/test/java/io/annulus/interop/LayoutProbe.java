// SPDX-License-Identifier: Apache-2.0
package io.annulus.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.Map;
import java.util.TreeMap;

/** What a program in C prints about layouts, and which of it has been compared: nothing may be left over. */
public final class LayoutProbe {
    private final Map<String, Long> left = new TreeMap<>();

    private LayoutProbe() {}

    /** The keys that match a regular expression. */
    public static LayoutProbe keys(String pattern) {
        return of("layout_probe", pattern);
    }

    /** Those that another program prints. */
    public static LayoutProbe of(String program, String pattern) {
        LayoutProbe probe = new LayoutProbe();
        Ended ended = CPeers.run(program);
        assertThat(ended.status()).as(ended.errors()).isZero();
        for (String line : ended.lines()) {
            int value = line.lastIndexOf(' ');
            String key = line.substring(0, value);
            if (key.matches(pattern)) {
                probe.left.put(key, Long.parseUnsignedLong(line.substring(value + 1)));
            }
        }
        return probe;
    }

    /** C's value of the key is this. */
    public LayoutProbe expect(String key, long ours) {
        Long theirs = left.remove(key);
        if (theirs == null) {
            fail("the probe does not print " + key);
        }
        assertThat(theirs).as(key).isEqualTo(ours);
        return this;
    }

    /** Keys of things that this version has no constant for. */
    public LayoutProbe notOurs(String... keys) {
        for (String key : keys) {
            assertThat(left.remove(key)).as(key).isNotNull();
        }
        return this;
    }

    /** Every key has been named. */
    public void assertNothingLeft() {
        assertThat(left).as("printed by the probe and compared with nothing").isEmpty();
    }
}
