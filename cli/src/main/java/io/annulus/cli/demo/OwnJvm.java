// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.demo;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How to run this very program again, whether it came from jars, a module path or an image of its own. */
final class OwnJvm {
    private OwnJvm() {}

    /** The command line for another run of the given main class. */
    static List<String> command(Class<?> main, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(home().resolve("bin").resolve("java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-Xshare:auto"));
        String modulePath = System.getProperty("jdk.module.path", "");
        if (main.getModule().isNamed()) {
            if (!modulePath.isEmpty()) {
                command.addAll(List.of("--module-path", modulePath));
            }
            command.add("--enable-native-access=io.annulus.posix");
            command.addAll(List.of("--module", main.getModule().getName() + "/" + main.getName()));
        } else {
            command.add("--enable-native-access=ALL-UNNAMED");
            command.addAll(List.of("--class-path", System.getProperty("java.class.path", File.separator)));
            command.add(main.getName());
        }
        command.addAll(arguments);
        return command;
    }

    static Path home() {
        return Path.of(System.getProperty("java.home"));
    }
}
