// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.manual;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RoffTest {

    @Test
    void whatWouldMeanSomethingIsEscaped() {
        assertThat(new Roff().paragraph(".so /etc\n'quoted' `x` a\\b ~ ^ \"-\"").toString())
                .isEqualTo(".PP\n\\&.so /etc\n\\(aqquoted\\(aq \\(gax\\(ga a\\eb \\(ti \\(ha \\(dq\\-\\(dq\n");
        assertThat(new Roff().macro("TH", "", "two words", "one").toString()).isEqualTo(".TH \"\" \"two words\" one\n");
    }
}
