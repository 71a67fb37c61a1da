// SPDX-License-Identifier: Apache-2.0
package io.annulus.bench;

import io.annulus.bench.peer.Peer;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One of those that are compared.
 *
 * @param name in tables
 * @param command that runs it, as a process that takes orders
 */
record Contender(String name, List<String> command) {
    static final String C = "C";

    /** The others' queues reach into the JDK's internals; ours needs none of this. */
    private static final List<String> FOR_THE_OTHERS = List.of(
            "--sun-misc-unsafe-memory-access=allow",
            "--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED",
            "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED");

    /** Ours: no option of the JVM's. */
    static Contender ours(String name, String subject) {
        return java(name, List.of(), subject);
    }

    static Contender theirs(String name, String subject) {
        return java(name, FOR_THE_OTHERS, subject);
    }

    static Contender c(Path program) {
        return new Contender(C, List.of(program.toString()));
    }

    private static Contender java(String name, List<String> options, String subject) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", classPath(), Peer.class.getName(), subject));
        return new Contender(name, List.copyOf(command));
    }

    // A test's class path may be modules: all of both is wanted.
    private static String classPath() {
        String modules = System.getProperty("jdk.module.path", "");
        String classes = System.getProperty("java.class.path", "");
        return modules.isEmpty() ? classes : classes + File.pathSeparator + modules;
    }
}
