// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ErrorReportTest {
    private final StringWriter err = new StringWriter();

    private int report(Throwable thrown) {
        return ErrorReport.ofEnvironment().report(thrown, new PrintWriter(err));
    }

    @ParameterizedTest
    @CsvSource({
        "NOT_FOUND, 3",
        "NOT_A_REGION, 4",
        "WRONG_VERSION, 4",
        "TRUNCATED, 4",
        "BAD_GEOMETRY, 4",
        "BAD_FLAGS, 4",
        "UNSUPPORTED_MODE, 4",
        "ELEMENT_SIZE, 4",
        "WILD_INDEX, 5",
        "BAD_NAME, 2",
        "BAD_SPEC, 2"
    })
    void aReasonHasItsStatus(Reason reason, int status) {
        assertThat(report(new AnnulusException(reason, "what", "remedy"))).isEqualTo(status);
    }

    @ParameterizedTest
    @EnumSource
    void everyReasonIsOneLineWithItsCode(Reason reason) {
        Set<Integer> special = Set.of(2, 3, 4, 5);
        int status = report(new AnnulusException(reason, "what", "remedy"));
        assertThat(err.toString()).isEqualTo("annulus: what. remedy. [" + reason.code() + "]\n");
        Set<Reason> failures = EnumSet.of(Reason.SIDE_HELD, Reason.NO_PERMISSION, Reason.NO_SPACE, Reason.IN_USE);
        assertThat(special.contains(status)).isNotEqualTo(status == 1);
        assertThat(failures.contains(reason) && status != 1).isFalse();
    }

    @Test
    void aDefectIsOneLineThatSaysHowToReportIt() {
        assertThat(report(new IllegalStateException("boom"))).isEqualTo(1);
        assertThat(err.toString())
                .contains("boom", "report", "ANNULUS_DEBUG=1", "annulus doctor")
                .hasLineCount(1);
    }

    @Test
    void aFileThatShrankUnderItsMappingIsExplained() {
        assertThat(report(new InternalError("a fault occurred in an unsafe memory access operation")))
                .isEqualTo(1);
        assertThat(err.toString()).contains("became shorter");
    }
}
