// SPDX-License-Identifier: Apache-2.0
package pictures;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Makes the pictures of the documentation. They are kept beside this program, and a test compares them with what it makes:
 *
 * <pre>java docs/pictures/Pictures.java docs/pictures</pre>
 */
final class Pictures {
    private Pictures() {}

    public static void main(String[] args) throws IOException {
        Path into = Path.of(args[0]);
        for (Map.Entry<String, String> picture : all().entrySet()) {
            Files.writeString(into.resolve(picture.getKey() + ".svg"), picture.getValue());
        }
    }

    private static Map<String, String> all() {
        Map<String, String> pictures = new LinkedHashMap<>();
        pictures.put(Steps.anatomy().name(), Circle.draw(Steps.anatomy()));
        for (Frame frame : Steps.all()) {
            pictures.put(frame.name(), Strip.draw(frame));
        }
        pictures.put("memory-order", MemoryOrder.draw());
        pictures.put("choosing", Choosing.draw());
        return pictures;
    }
}
