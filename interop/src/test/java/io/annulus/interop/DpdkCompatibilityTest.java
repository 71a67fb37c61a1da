// SPDX-License-Identifier: Apache-2.0
package io.annulus.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code docs/dpdk-compatibility.md} leaves nothing out that the installed DPDK has; it and {@code docs/historic-defects.md}
 * name tests that exist.
 */
final class DpdkCompatibilityTest {
    private static final Path DOCUMENT = CPeers.root().resolve("docs/dpdk-compatibility.md");
    private static final String SHOWN_BY = "| DPDK | ours | differences | shown by |";
    private static final int COLUMNS = 4;

    private static final Pattern FUNCTION =
            Pattern.compile("^(?:[a-z][\\w *]*[ *])?(rte_ring_\\w+)\\(", Pattern.MULTILINE);
    private static final Pattern MACRO =
            Pattern.compile("^#define ((?:RING_F|RTE_RING|RTE_TAILQ_RING)_\\w+) ", Pattern.MULTILINE);
    private static final Pattern ENUMERATOR = Pattern.compile("^\\t(RTE_RING_\\w+)(?:,| =|$)", Pattern.MULTILINE);
    private static final Pattern NAME =
            Pattern.compile("`((?:rte_ring_|RING_F_|RTE_RING_|RTE_TAILQ_RING_)[\\w{},\\[\\]]+)`");
    private static final Pattern TEST = Pattern.compile("`(\\w+)\\.(\\w+)`");
    private static final Pattern CHOICE = Pattern.compile("\\{([^{}]*)}|\\[([^\\[\\]]*)]");

    /** A row of the tables that name tests. */
    private record Row(String dpdk, String ours, String differences, String shownBy) {}

    @Test
    void everythingInTheInstalledHeadersHasARow() throws IOException {
        assertThat(documented(row -> true)).containsAll(installed());
    }

    @Test
    void whatHasARowIsInTheInstalledHeadersOrSaidToBeNewer() throws IOException {
        assertThat(installed()).containsAll(documented(row -> !row.dpdk().contains("(since")));
    }

    @Test
    void everyRowNamesTestsAndTheyExist() throws IOException {
        List<Path> sources = testSources();
        for (Row row : rows()) {
            List<MatchResult> tests = TEST.matcher(row.shownBy()).results().toList();
            assertThat(tests).as(row.toString()).isNotEmpty();
            for (MatchResult test : tests) {
                assertThat(declares(sources, test.group(1), test.group(2)))
                        .as(test.group())
                        .isTrue();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"docs/dpdk-compatibility.md", "docs/historic-defects.md"})
    void everyTestThatAPageNamesExists(String page) throws IOException {
        List<Path> sources = testSources();
        List<MatchResult> tests = TEST.matcher(Files.readString(CPeers.root().resolve(page)))
                .results()
                .filter(name -> name.group(1).endsWith("Test"))
                .toList();
        assertThat(tests)
                .isNotEmpty()
                .allSatisfy(test -> assertThat(declares(sources, test.group(1), test.group(2)))
                        .as(test.group())
                        .isTrue());
    }

    @Test
    void everyHistoricDefectIsFoundByATestOrDoesNotApply() throws IOException {
        List<String> defects = Files.readAllLines(CPeers.root().resolve("docs/historic-defects.md")).stream()
                .filter(line -> line.startsWith("| `"))
                .toList();
        assertThat(defects).isNotEmpty().allMatch(line -> line.contains("Test.") || line.contains("does not apply"));
    }

    @Test
    void everyLineOfItsTablesIsRead() throws IOException {
        long lines = Files.readString(DOCUMENT)
                .lines()
                .filter(l -> l.contains("Test.") && l.startsWith("|"))
                .count();
        assertThat(rows()).hasSize((int) lines);
    }

    private static List<Row> rows() throws IOException {
        List<Row> rows = new ArrayList<>();
        boolean inside = false;
        for (String line : Files.readAllLines(DOCUMENT)) {
            inside = line.equals(SHOWN_BY) || (inside && line.startsWith("|"));
            if (inside && !line.equals(SHOWN_BY) && !line.startsWith("|---")) {
                String[] cells = line.substring(2, line.length() - 2).split(" \\| ", -1);
                assertThat(cells).as(line).hasSize(COLUMNS);
                rows.add(new Row(cells[0], cells[1], cells[2], cells[3]));
            }
        }
        return rows;
    }

    private static Set<String> documented(Predicate<Row> which) throws IOException {
        return rows().stream()
                .filter(which)
                .flatMap(row -> NAME.matcher(row.dpdk()).results())
                .flatMap(name -> expanded(name.group(1)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** All names that a pattern with {a,b} and [x] stands for. */
    private static Stream<String> expanded(String pattern) {
        return CHOICE.matcher(pattern)
                .results()
                .findFirst()
                .map(choice -> {
                    String before = pattern.substring(0, choice.start());
                    String after = pattern.substring(choice.end());
                    Stream<String> choices = choice.group(1) == null
                            ? Stream.of("", choice.group(2))
                            : Pattern.compile(",").splitAsStream(choice.group(1));
                    return choices.flatMap(c -> expanded(before + c + after));
                })
                .orElseGet(() -> Stream.of(pattern));
    }

    private static Set<String> installed() throws IOException {
        Set<String> names = new TreeSet<>();
        try (Stream<Path> headers = Files.list(CPeers.headers())) {
            for (Path header : (Iterable<Path>) headers.filter(DpdkCompatibilityTest::isPublic)::iterator) {
                String text = Files.readString(header);
                Stream.of(FUNCTION, MACRO, ENUMERATOR)
                        .flatMap(kind -> kind.matcher(text).results())
                        .forEach(found -> names.add(found.group(1)));
            }
        }
        assertThat(names).contains("rte_ring_count", "RING_F_EXACT_SZ", "RTE_RING_SYNC_MT_HTS");
        return names;
    }

    private static boolean isPublic(Path header) {
        return header.getFileName().toString().matches("rte_ring(_(?!.*pvt)\\w+)?\\.h");
    }

    private static List<Path> testSources() throws IOException {
        try (Stream<Path> files = Files.walk(CPeers.root())) {
            return files.filter(f ->
                            f.toString().endsWith("Test.java") && f.toString().contains("/src/"))
                    .toList();
        }
    }

    private static boolean declares(List<Path> sources, String type, String method) throws IOException {
        for (Path source : sources) {
            if (source.endsWith(type + ".java") && Files.readString(source).contains("    void " + method + "(")) {
                return true;
            }
        }
        return false;
    }
}
