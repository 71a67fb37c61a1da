// SPDX-License-Identifier: Apache-2.0
package io.annulus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;

/** The pictures in {@code docs/pictures} are what the program beside them makes, and can stand on any page. */
final class PicturesTest {
    private static final Path COMMITTED = Path.of("../docs/pictures");
    private static final long DEADLINE_SECONDS = 300;

    static Stream<Path> pictures() throws IOException {
        return files(COMMITTED).keySet().stream().map(COMMITTED::resolve);
    }

    @Test
    void areWhatTheirProgramMakes(@TempDir Path made) throws IOException, InterruptedException {
        String java = System.getProperty("java.home") + "/bin/java";
        String program = COMMITTED.resolve("Pictures.java").toString();
        Process process = new ProcessBuilder(java, program, made.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        assertThat(files(COMMITTED))
                .as("if the program is right: java docs/pictures/Pictures.java docs/pictures")
                .isEqualTo(files(made));
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void areWellFormedAndSayWhatTheyShowToThoseWhoCannotSeeThem(Path picture) throws Exception {
        DocumentBuilder builder = DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder();
        Element svg = builder.parse(picture.toFile()).getDocumentElement();
        assertThat(svg.getTagName()).isEqualTo("svg");
        assertThat(svg.getElementsByTagName("title").item(0).getTextContent()).isNotBlank();
        assertThat(svg.getElementsByTagName("desc").item(0).getTextContent()).isNotBlank();
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void referToNothingOutsideThemselves(Path picture) throws IOException {
        assertThat(Files.readString(picture)).doesNotContainPattern("href|url\\(|@import|<image|<script|<style");
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void areShownOnAPage(Path picture) throws IOException {
        String link = "(pictures/" + picture.getFileName() + ")";
        try (Stream<Path> pages = Files.list(COMMITTED.resolveSibling("."))) {
            assertThat(pages.filter(p -> p.toString().endsWith(".md")))
                    .anySatisfy(page -> assertThat(page).content().contains(link));
        }
    }

    private static Map<String, String> files(Path directory) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                if (file.toString().endsWith(".svg")) {
                    contents.put(file.getFileName().toString(), Files.readString(file));
                }
            }
        }
        return contents;
    }
}
