// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "0.4, 0",
        "1, 1",
        "999, 999",
        "999.4, 999",
        "999.5, 1.0k",
        "1000, 1.0k",
        "1234, 1.2k",
        "99940, 99.9k",
        "99950, 100k",
        "123456, 123k",
        "999499, 999k",
        "999500, 1.0M",
        "1234567, 1.2M",
        "26800000, 26.8M",
        "4294967295, 4.3G",
        "4294967295000, 4.3T",
        "4294967295000000000, 4.3E"
    })
    void aRateHasFiveCharactersAtMost(double number, String text) {
        assertThat(Figures.rate(number)).isEqualTo(text).hasSizeLessThanOrEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1023, 1023", "9999999, 9999999", "10000000, 10.0M", "1073741823, 1.1G"})
    void aCountIsExactAsLongAsItFits(long number, String text) {
        assertThat(Figures.count(number)).isEqualTo(text).hasSizeLessThanOrEqualTo(7);
    }
}
