// SPDX-License-Identifier: Apache-2.0
package io.annulus.interop.page;

import io.annulus.cli.Main;
import io.annulus.cli.vm.GuestClassPath;
import io.annulus.interop.CPeers;
import io.annulus.interop.vm.Guests;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A shell in what looks like a clone of this repository, with this build's programs in it. One line after the other. */
final class Terminal implements AutoCloseable {
    private static final String ENDED = "terminal: ended with ";

    private final Process shell;
    private final BlockingQueue<String> said = new LinkedBlockingQueue<>();

    /**
     * What a line did.
     *
     * @param status its exit status
     * @param lines that it, and what runs in the background, printed
     */
    record Done(int status, List<String> lines) {}

    private Terminal(Process shell) {
        this.shell = shell;
        Thread.ofPlatform().daemon().start(this::listen);
    }

    static Terminal in(Path directory) throws IOException {
        String java = System.getProperty("java.home") + "/bin/java";
        String annulus = "exec '" + java + "' -XX:TieredStopAtLevel=1 --enable-native-access=ALL-UNNAMED -cp '"
                + System.getProperty("java.class.path") + "' " + Main.class.getName();
        program(directory.resolve("annulus"), annulus + " \"$@\"");
        program(directory.resolve("ivshmem_server"), annulus + " ivshmem ivshmem_server \"$@\"");
        Files.createDirectories(directory.resolve("build"));
        String classPath = Stream.concat(
                        GuestClassPath.ofThisProgram().stream(), Stream.of(GuestClassPath.of(Guests.class)))
                .map(path -> "'" + path + "'")
                .collect(Collectors.joining(" "));
        program(directory.resolve("build/guest.sh"), "exec '" + CPeers.root() + "/build/guest.sh' " + classPath);
        ProcessBuilder builder =
                new ProcessBuilder("bash").directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        return new Terminal(builder.start());
    }

    private static void program(Path path, String line) throws IOException {
        Files.writeString(path, "#!/bin/bash\n" + line + "\n");
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private void listen() {
        try (BufferedReader output = shell.inputReader(StandardCharsets.UTF_8)) {
            output.lines().forEach(said::add);
        } catch (IOException | UncheckedIOException e) {
            // The end.
        }
    }

    /** Types a line, and waits for the prompt. */
    Done type(String line) throws IOException, InterruptedException {
        shell.getOutputStream().write((line + "\necho \"" + ENDED + "$?\"\n").getBytes(StandardCharsets.UTF_8));
        shell.getOutputStream().flush();
        List<String> lines = new ArrayList<>();
        while (true) {
            String next = said.poll(Guests.DEADLINE.toSeconds(), TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("'" + line + "' did not end; it said " + lines);
            }
            if (next.startsWith(ENDED)) {
                return new Done(Integer.parseInt(next.substring(ENDED.length())), lines);
            }
            lines.add(next);
        }
    }

    @Override
    public void close() {
        shell.descendants().forEach(ProcessHandle::destroy);
        shell.destroy();
        shell.onExit().orTimeout(1, TimeUnit.MINUTES).join();
    }
}
