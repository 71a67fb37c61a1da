// SPDX-License-Identifier: Apache-2.0
package io.annulus.ring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What can be read in a picture of a ring: the texts that are drawn, and nothing beside them. */
final class Picture {
    static final Path DIRECTORY = Path.of("../docs/pictures");

    private static final Pattern INDEX = Pattern.compile("(\\d+)(?:, count (\\d+))?");

    private final String name;
    private final List<Element> texts = new ArrayList<>();

    private Picture(String name) {
        this.name = name;
    }

    static Picture of(String name) {
        Picture picture = new Picture(name);
        try {
            NodeList texts = DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .parse(DIRECTORY.resolve(name + ".svg").toFile())
                    .getElementsByTagName("text");
            for (int i = 0; i < texts.getLength(); i++) {
                picture.texts.add((Element) texts.item(i));
            }
        } catch (Exception e) {
            throw new AssertionError(name, e);
        }
        return picture;
    }

    /** The index with that name of that side, such as "producer" and "head". */
    int index(String side, String index) {
        return Integer.parseUnsignedInt(find(side, index).group(1));
    }

    /** The count beside it, or 0. */
    int count(String side, String index) {
        String count = find(side, index).group(2);
        return count == null ? 0 : Integer.parseUnsignedInt(count);
    }

    private Matcher find(String side, String index) {
        List<Element> found = texts.stream()
                .filter(t -> classes(t).containsAll(List.of(side, index)))
                .toList();
        assertThat(found).as("%s: %s %s", name, side, index).hasSize(1);
        Matcher matcher = INDEX.matcher(found.getFirst().getTextContent());
        assertThat(matcher.matches()).isTrue();
        return matcher;
    }

    /** The elements drawn, by position. */
    Map<Integer, Character> elements() {
        Map<Integer, Character> elements = new TreeMap<>();
        for (Element text : texts) {
            if (classes(text).contains("element")) {
                int position = Integer.parseUnsignedInt(text.getAttribute("data-position"));
                elements.put(position, text.getTextContent().charAt(0));
            }
        }
        return elements;
    }

    /** The lines below the ring. */
    List<String> notes() {
        return texts.stream()
                .filter(t -> classes(t).contains("note"))
                .map(Element::getTextContent)
                .toList();
    }

    private static List<String> classes(Element text) {
        return List.of(text.getAttribute("class").split(" ", -1));
    }
}
