// SPDX-License-Identifier: Apache-2.0
package io.annulus;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.error.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/errors.md} has a row for every reason, and every row a test that exists. */
final class ErrorsDocumentTest {
    private static final Path DOCUMENT = Path.of("../docs/errors.md");
    private static final Pattern ROW =
            Pattern.compile("^\\| (AN-\\d+) \\| \\d \\| (\\w+) \\|.*`(\\w+)\\.(\\w+)` \\|$", Pattern.MULTILINE);

    private static List<MatchResult> rows() throws IOException {
        return ROW.matcher(Files.readString(DOCUMENT)).results().toList();
    }

    @Test
    void everyReasonHasARowWithItsCode() throws IOException {
        Set<String> documented =
                rows().stream().map(r -> r.group(1) + " " + r.group(2)).collect(Collectors.toSet());
        Set<String> reasons = Arrays.stream(Reason.values())
                .map(r -> r.code() + " " + r.name())
                .collect(Collectors.toSet());
        assertThat(documented).isEqualTo(reasons);
        assertThat(reasons)
                .hasSameSizeAs(Arrays.stream(Reason.values())
                        .map(Reason::code)
                        .distinct()
                        .toList());
    }

    @Test
    void everyTableLineIsReadAndNamesATestThatExists() throws IOException {
        long lines = Files.readString(DOCUMENT)
                .lines()
                .filter(l -> l.startsWith("| AN-"))
                .count();
        assertThat(rows()).hasSize((int) lines);
        for (MatchResult row : rows()) {
            assertThat(isDeclared(row.group(3), row.group(4))).as(row.group()).isTrue();
        }
    }

    /** In whichever module: the tests of some errors lie beside what causes them. */
    private static boolean isDeclared(String type, String method) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(".."))) {
            for (Path file : (Iterable<Path>) files.filter(f -> f.endsWith(type + ".java"))::iterator) {
                if (Files.readString(file).contains("    void " + method + "(")) {
                    return true;
                }
            }
            return false;
        }
    }
}
