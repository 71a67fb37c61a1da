// SPDX-License-Identifier: Apache-2.0
package io.annulus.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class LayoutProbeTest {
    @Test
    void everyKeyBelongsToOneOfTheComparisons() {
        List<String> unknown = CPeers.run("layout_probe").lines().stream()
                .filter(line -> !line.matches("version .*|(rte_ring|RTE_|RING_|memsize\\.|annulus\\.).*"))
                .toList();
        assertThat(unknown).isEmpty();
    }
}
