// SPDX-License-Identifier: Apache-2.0
package io.annulus.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.Map;
import java.util.TreeMap;

/** What {@code layout_probe} prints, and which of it has been compared: nothing may be left over. */
public final class LayoutProbe {
    private final Map<String, Long> left = new TreeMap<>();

    private LayoutProbe() {}

    /** The keys that match a regular expression. */
    public static LayoutProbe keys(String pattern) {
        LayoutProbe probe = new LayoutProbe();
        Ended ended = CPeers.run("layout_probe");
        assertThat(ended.status()).as(ended.errors()).isZero();
        for (String line : ended.lines()) {
            String[] words = line.split(" ", 2);
            if (words[0].matches(pattern)) {
                probe.left.put(words[0], Long.parseUnsignedLong(words[1]));
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
