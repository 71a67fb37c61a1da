// SPDX-License-Identifier: Apache-2.0
package io.annulus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.error.AnnulusException;
import io.annulus.region.Region;
import io.annulus.region.RegionSpec;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One action on a region in a process of its own, perhaps as another user: prints {@code DONE}, or reason and message. */
public final class OtherProcess {
    private OtherProcess() {}

    /** The process itself. */
    public static void main(String[] args) {
        Path path = Path.of(args[1]);
        try {
            Region region = args[0].equals("create")
                    ? Region.create(path, RegionSpec.ofSize(100_000, 4, 4))
                    : Region.open(path);
            region.close();
            System.out.println("DONE");
        } catch (AnnulusException e) {
            System.out.println(e.reason() + " " + e.getMessage());
        }
    }

    /** Runs it behind a prefix such as {@code setpriv}, and returns what it printed. */
    public static String run(List<String> prefix, String action, String path) throws IOException, InterruptedException {
        Path classes = Files.createTempDirectory("annulus-classes");
        try {
            copyClasses(classes);
            List<String> command = new ArrayList<>(prefix);
            command.addAll(List.of(
                    System.getProperty("java.home") + "/bin/java",
                    "-Xshare:auto",
                    "-XX:-UsePerfData",
                    "-cp",
                    classes.toString(),
                    OtherProcess.class.getName(),
                    action,
                    path));
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return output;
        } finally {
            delete(classes);
        }
    }

    // The build's own directories may lie where another user cannot read.
    private static void copyClasses(Path target) throws IOException {
        for (Class<?> anchor : List.of(OtherProcess.class, Region.class)) {
            Path root = Path.of(
                    anchor.getProtectionDomain().getCodeSource().getLocation().getPath());
            try (var files = Files.walk(root)) {
                for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                    if (!file.endsWith("module-info.class")) {
                        Path copy = target.resolve(root.relativize(file).toString());
                        Files.createDirectories(copy.getParent());
                        Files.copy(file, copy);
                    }
                }
            }
        }
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static void delete(Path directory) throws IOException {
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException failure) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
