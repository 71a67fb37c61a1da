// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.doctor;

import java.util.List;

/** Java, operating system, processors. */
final class RuntimeChecks {
    private static final int JAVA = 25;

    private RuntimeChecks() {}

    static List<Finding> look() {
        return List.of(
                java(Runtime.version()),
                system(System.getProperty("os.name"), System.getProperty("os.arch")),
                processors(Runtime.getRuntime().availableProcessors()));
    }

    static Finding java(Runtime.Version version) {
        String found = version + " in " + System.getProperty("java.home");
        return version.feature() == JAVA
                ? Finding.ok("java", found, "JDK 25")
                : Finding.wrong("java", found, "JDK 25", "install JDK 25, and set JAVA_HOME to it");
    }

    static Finding system(String name, String architecture) {
        String found = name + " " + System.getProperty("os.version") + ", " + architecture;
        String wanted = "Linux, amd64";
        if (!name.equals("Linux")) {
            return Finding.wrong("system", found, wanted, "use a Linux machine, virtual machine or container");
        }
        return switch (architecture) {
            case "amd64" -> Finding.ok("system", found, wanted);
            case "aarch64" ->
                Finding.optional(
                        "system", found, wanted, "written for aarch64, too, but not verified there: run ./test first");
            default -> Finding.wrong("system", found, wanted, "use a machine with an x86-64 processor");
        };
    }

    static Finding processors(int count) {
        return count > 1
                ? Finding.ok("processors", Integer.toString(count), "2 or more")
                : Finding.optional(
                        "processors",
                        Integer.toString(count),
                        "2 or more",
                        "give this machine or container more: with one, both sides of a ring take turns");
    }
}
