// SPDX-License-Identifier: Apache-2.0
import static java.util.stream.Collectors.joining;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Counts the tests in the surefire reports of all modules.
 *
 * <p>Arguments: the report directories, then the exit status of the build. Ends with the line "N passed, N failed,
 * N skipped". Exits with 1 where a test failed or none ran.
 */
final class TestSummary {
    private int passed;
    private final List<String> failed = new ArrayList<>();
    private final List<String> skipped = new ArrayList<>();

    private TestSummary() {}

    public static void main(String[] args) throws Exception {
        TestSummary summary = new TestSummary();
        for (String directory : Arrays.copyOf(args, args.length - 1)) {
            summary.read(Path.of(directory));
        }
        System.exit(summary.print(args[args.length - 1]));
    }

    private void read(Path directory) throws Exception {
        if (!Files.isDirectory(directory)) {
            return;
        }
        List<Path> reports;
        try (Stream<Path> files = Files.list(directory)) {
            reports = files.filter(f -> f.getFileName().toString().matches("TEST-.*\\.xml"))
                    .sorted()
                    .toList();
        }
        DocumentBuilder builder = DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder();
        for (Path report : reports) {
            NodeList cases = builder.parse(report.toFile()).getElementsByTagName("testcase");
            for (int i = 0; i < cases.getLength(); i++) {
                count((Element) cases.item(i));
            }
        }
    }

    private void count(Element test) {
        String name = test.getAttribute("classname") + "." + test.getAttribute("name");
        if (child(test, "failure") != null || child(test, "error") != null) {
            failed.add(name);
        } else if (child(test, "skipped") instanceof Element skip) {
            skipped.add(name + "\n    " + reason(skip).replace("\n", "\n    "));
        } else {
            passed++;
        }
    }

    /** A disabled test gives its reason in an attribute; a failed assumption, in the message above its stack trace. */
    private static String reason(Element skip) {
        String reason = skip.getAttribute("message");
        if (reason.isEmpty()) {
            reason = skip.getTextContent()
                    .lines()
                    .takeWhile(line -> !line.startsWith("\tat "))
                    .collect(joining("\n"));
        }
        reason = reason.replaceFirst("^org\\.opentest4j\\.TestAbortedException:? ?", "")
                .replaceFirst("^Assumption failed: ", "")
                .replaceFirst("^System property \\[.* ==> ", "")
                .strip();
        return reason.isEmpty() ? "no reason given" : reason;
    }

    private static Element child(Element parent, String name) {
        return (Element) parent.getElementsByTagName(name).item(0);
    }

    private int print(String buildStatus) {
        boolean built = buildStatus.equals("0");
        failed.forEach(name -> System.out.println("failed: " + name));
        skipped.forEach(name -> System.out.println("skipped: " + name));
        int total = passed + failed.size() + skipped.size();
        if (!built && failed.isEmpty()) {
            System.out.println("The build failed, though no test did; Maven says why above.");
        }
        if (built && total == 0) {
            System.out.println("No test ran.");
        }
        System.out.println(total + " tests in all");
        System.out.println(passed + " passed, " + failed.size() + " failed, " + skipped.size() + " skipped");
        return failed.isEmpty() && total > 0 ? 0 : 1;
    }
}
