// SPDX-License-Identifier: Apache-2.0
package io.annulus.posix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The descriptors this process has open, as the kernel lists them: what a test opens it must close. */
public final class OpenDescriptors {
    private static final Path LIST = Path.of("/proc/self/fd");

    private OpenDescriptors() {}

    /** What they lead to; those that the JVM itself opens and closes as it likes, files of the JDK and classes, left out. */
    public static Set<String> now() {
        try (Stream<Path> all = Files.list(LIST)) {
            return all.map(OpenDescriptors::describe)
                    .filter(d -> d.matches(".*(memfd|eventfd|eventpoll|socket:|hugepages|/tmp/|/dev/shm/).*"))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static void requireSameAs(Set<String> before) {
        assertThat(now()).isEqualTo(before);
    }

    private static String describe(Path number) {
        try {
            return number.getFileName() + " " + Files.readSymbolicLink(number);
        } catch (IOException e) {
            return ""; // The one that listed them is closed by now.
        }
    }
}
