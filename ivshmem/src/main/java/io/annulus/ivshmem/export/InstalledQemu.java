// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.export;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The QEMU that is to take an export.
 *
 * @param program its name or path; empty for none in particular
 * @param version what it says it is
 * @param devices what it answers to {@code -device help}
 */
public record InstalledQemu(Optional<String> program, QemuVersion version, String devices) {
    /** QEMU for machines like this one. */
    public static final String USUAL = "qemu-system-x86_64";

    private static final Pattern VERSION = Pattern.compile("version ([0-9]{1,4})\\.([0-9]{1,4})");
    private static final Duration USUAL_PATIENCE = Duration.ofSeconds(20);
    private static final long MOST_BYTES = 1 << 20;
    private static final String REMEDY =
            "Install one (Debian: apt-get install qemu-system-x86), name another (--qemu PROGRAM), or go without (--qemu none)";

    /**
     * Asks a program for its version and its devices.
     *
     * @param program a name on the PATH, or a path
     * @return what it says
     * @throws AnnulusException {@link Reason#UNSUPPORTED_PLATFORM} if it cannot be started, does not answer in 20 s, or is no
     *     QEMU, or one older than 2.6
     */
    public static InstalledQemu probe(String program) {
        return probe(program, USUAL_PATIENCE);
    }

    static InstalledQemu probe(String program, Duration patience) {
        Matcher version = VERSION.matcher(ask(program, patience, "--version"));
        if (!version.find()) {
            throw unusable(program, "a QEMU that says its version", "something else", null);
        }
        QemuVersion found = new QemuVersion(Integer.parseInt(version.group(1)), Integer.parseInt(version.group(2)));
        if (found.compareTo(QemuVersion.FIRST) < 0) {
            throw unusable(
                    program,
                    "QEMU " + QemuVersion.FIRST + " or later, which has the devices ivshmem-plain and ivshmem-doorbell",
                    found.toString(),
                    null);
        }
        return new InstalledQemu(Optional.of(program), found, ask(program, patience, "-device", "help"));
    }

    /**
     * No QEMU at all: for another machine, whose QEMU is taken for the newest known here, and for complete.
     *
     * @return version 10.0
     */
    public static InstalledQemu elsewhere() {
        return new InstalledQemu(Optional.empty(), QemuVersion.NEWEST_KNOWN, "");
    }

    /**
     * Refuses a QEMU that lacks a device.
     *
     * @param attachment whose device it must have
     * @throws AnnulusException {@link Reason#UNSUPPORTED_PLATFORM}
     */
    public void require(Attachment attachment) {
        if (program.isPresent() && !devices.contains('"' + attachment.model() + '"')) {
            throw new AnnulusException(
                    Reason.UNSUPPORTED_PLATFORM,
                    program.get() + ", version " + version + ": expected the device " + attachment.model()
                            + ", found a QEMU built without it, as those of RHEL and KubeVirt are",
                    "Run the machine with another build (Debian: qemu-system-x86; --qemu PROGRAM), or give it another"
                            + " channel");
        }
    }

    // Into a file, so that a program that fills a pipe, or leaves a child behind, cannot hold us.
    private static String ask(String program, Duration patience, String... question) {
        String[] command = new String[question.length + 1];
        command[0] = program;
        System.arraycopy(question, 0, command, 1, question.length);
        Path answer = null;
        try {
            answer = Files.createTempFile("annulus-qemu", null);
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectOutput(answer.toFile())
                    .start();
            try {
                if (!process.waitFor(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                    throw unusable(program, "an answer to " + question[0], "none in time", null);
                }
            } finally {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
            if (process.exitValue() != 0 || Files.size(answer) > MOST_BYTES) {
                throw unusable(
                        program, "an answer to " + question[0], "that it ended with " + process.exitValue(), null);
            }
            // Bytes that are no text would be no QEMU's.
            return new String(Files.readAllBytes(answer), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw unusable(program, "a QEMU to ask for its version", "none that can be started", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unusable(program, "an answer to " + question[0], "an interrupt", e);
        } finally {
            remove(answer);
        }
    }

    private static void remove(Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            // It stays in the directory for such files.
        }
    }

    private static AnnulusException unusable(String program, String expected, String found, Exception cause) {
        return new AnnulusException(
                Reason.UNSUPPORTED_PLATFORM, program + ": expected " + expected + ", found " + found, REMEDY, cause);
    }
}
