// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.vm;

import io.annulus.cli.output.CommandFailure;
import io.annulus.cli.output.ExitCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What a guest boots from.
 *
 * @param kernel as QEMU loads it
 * @param initrd its first and only file system, with a Java runtime in it
 */
public record GuestImage(Path kernel, Path initrd) {
    private static final int SOMETHING_MISSING = 3;
    private static final String SCRIPT = "build/guest.sh";

    /**
     * Has {@code build/guest.sh} make an image, or find the one it made before.
     *
     * @param home the directory of Annulus, which has the script
     * @param classPath jars and directories for the guest's class path
     * @param progress told what goes on, a line at a time
     * @throws MissingPart with all that is missing and how to get it
     */
    public static GuestImage make(Path home, List<Path> classPath, Consumer<String> progress) throws MissingPart {
        List<String> missing = new ArrayList<>();
        if (Programs.find(Programs.QEMU).isEmpty()) {
            missing.add(
                    "needs " + Programs.QEMU
                            + ", not on this machine; to run it: sudo apt-get install -y --no-install-recommends qemu-system-x86");
        }
        Path script = home.resolve(SCRIPT);
        GuestImage image = null;
        if (Files.isExecutable(script)) {
            image = make(script, classPath, progress, missing);
        } else {
            missing.add(
                    "needs Annulus's own " + SCRIPT + ", not in " + home + "; to run it: ./annulus of a source tree");
        }
        if (!missing.isEmpty()) {
            throw new MissingPart(String.join(System.lineSeparator(), missing));
        }
        return image;
    }

    private static GuestImage make(Path script, List<Path> classPath, Consumer<String> progress, List<String> missing) {
        List<String> command = new ArrayList<>(List.of(script.toString()));
        classPath.forEach(path -> command.add(path.toString()));
        try {
            // Its last line of output is the directory, all others are progress.
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String last = "";
            try (BufferedReader output = process.inputReader()) {
                String line;
                while ((line = output.readLine()) != null) {
                    if (!last.isEmpty()) {
                        progress.accept(last);
                    }
                    last = line;
                }
            }
            int status = process.waitFor();
            if (status == SOMETHING_MISSING) {
                missing.add(last);
                return null;
            }
            if (status != 0) {
                throw new CommandFailure(ExitCode.FAILURE, script + " failed: " + last);
            }
            Path directory = Path.of(last);
            return new GuestImage(directory.resolve("kernel"), directory.resolve("initrd"));
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILURE, script + " cannot be run: " + e.getMessage() + ".");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.INTERRUPTED, "interrupted.");
        }
    }
}
