// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.driver;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import io.annulus.ivshmem.guest.SystemFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The modules of this machine's kernel.
 *
 * @param files where the kernel shows those it has
 * @param program that loads one by its name
 */
public record KernelModules(SystemFiles files, String program) {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /**
     * Those of a machine.
     *
     * @param files where its kernel shows them
     * @return loaded by {@code modprobe}
     */
    public static KernelModules of(SystemFiles files) {
        return new KernelModules(files, "modprobe");
    }

    /** Loads one. Returns what was done; empty if it is there already. */
    Optional<String> load(String name) {
        if (Files.exists(files.sysfs().resolve("module").resolve(name.replace('-', '_')))) {
            return Optional.empty();
        }
        try {
            Process process =
                    new ProcessBuilder(program, name).redirectErrorStream(true).start();
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw failure(name, "no end of it within " + PATIENCE.toSeconds() + " s");
            }
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (process.exitValue() != 0) {
                throw failure(name, said);
            }
            return Optional.of("loaded module " + name);
        } catch (IOException e) {
            throw failure(name, e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure(name, "interrupted");
        }
    }

    private AnnulusException failure(String name, String said) {
        return new AnnulusException(
                Reason.UNSUPPORTED_PLATFORM,
                program + " " + name + ": expected to load the kernel module, found: " + said,
                "As root, with a kernel that has the module (Debian: any; in a container: on the machine itself)");
    }
}
