// SPDX-License-Identifier: Apache-2.0
package io.annulus.ring;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.OwnJvm;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Not even the first operation of a JVM loads a class: what is loaded could fail, or take a millisecond, between the move of
 * the head and that of the tail. All that is needed there is loaded when a role is opened.
 */
final class FirstOperationTest {

    @ParameterizedTest
    @CsvSource({
        "SINGLE, 8, common",
        "MULTI, 8, region",
        "MULTI_RTS, 8, common",
        "MULTI_HTS, 8, own",
        "SINGLE, 4, own",
        "MULTI, 4, common",
        "MULTI_RTS, 20, region",
        "MULTI_HTS, 4, region",
        "SINGLE, 8, region"
    })
    void loadsNoClass(String mode, String elementSize, String code) throws Exception {
        List<String> lines = OwnJvm.run(
                FirstOperations.class, List.of("-Xshare:auto", "-Xlog:class+load:stdout"), mode, elementSize, code);
        int begin = lines.indexOf(FirstOperations.BEGIN);
        int end = lines.indexOf(FirstOperations.END);
        assertThat(begin).isPositive();
        assertThat(lines.subList(0, begin)).as("what is loaded is logged").anyMatch(line -> line.contains("RingSides"));
        assertThat(lines.subList(begin + 1, end)).isEmpty();
    }
}
