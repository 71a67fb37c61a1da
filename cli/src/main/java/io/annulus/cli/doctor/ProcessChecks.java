// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.doctor;

import io.annulus.cli.argument.ByteSize;
import io.annulus.error.AnnulusException;
import io.annulus.liveness.ProcessIdentity;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether processes can tell who lives, and what the system does to regions behind their back. */
final class ProcessChecks {
    // The kernel's fixed number of the first pid namespace.
    private static final String FIRST_PID_NAMESPACE = "pid:[4026531836]";
    private static final Pattern HIDEPID = Pattern.compile("hidepid=(\\w+)");
    private static final Pattern REMOVE_IPC = Pattern.compile("(?i)^\\s*RemoveIPC\\s*=\\s*(\\w+)");

    private ProcessChecks() {}

    static List<Finding> look(Machine machine) {
        return List.of(identity(), visibility(machine), namespace(machine), removal(machine), memoryLimit(machine));
    }

    private static Finding identity() {
        String wanted = "a process can tell who it is";
        try {
            return Finding.ok(
                    "/proc", "readable: pid " + ProcessIdentity.current().pid(), wanted);
        } catch (AnnulusException e) {
            return Finding.wrong("/proc", e.getMessage(), wanted, "mount -t proc proc /proc");
        }
    }

    static Finding visibility(Machine machine) {
        String wanted = "other users' processes are visible, so that their death is certain";
        Optional<String> hidden = machine.lines("/proc/self/mountinfo").stream()
                .filter(line -> line.contains(" /proc "))
                .map(HIDEPID::matcher)
                .filter(Matcher::find)
                .map(matcher -> matcher.group(1))
                .filter(value -> !value.equals("0") && !value.equals("off"))
                .findFirst();
        return hidden.map(
                        value -> Finding.optional(
                                "process visibility",
                                "/proc is mounted with hidepid=" + value,
                                wanted,
                                "their SINGLE sides are never taken over: mount -o remount,hidepid=0 /proc, or run as one user"))
                .orElseGet(() -> Finding.ok("process visibility", "all processes of this namespace", wanted));
    }

    static Finding namespace(Machine machine) {
        String name = "pid namespace";
        String wanted = "the same for all who share a region";
        try {
            String found =
                    Files.readSymbolicLink(machine.path("/proc/self/ns/pid")).toString();
            return found.equals(FIRST_PID_NAMESPACE)
                    ? Finding.ok(name, found + ", the machine's own", wanted)
                    : Finding.ok(
                            name,
                            found + ", a container's: processes outside count as unknown here, and are never taken"
                                    + " over without force (to share one: --pid=host, or shareProcessNamespace)",
                            wanted);
        } catch (IOException e) {
            return Finding.optional(name, "cannot be read", wanted, "mount /proc in this container or chroot");
        }
    }

    static Finding removal(Machine machine) {
        String name = "systemd RemoveIPC";
        String wanted = "no, or regions that belong to system users";
        if (!Files.isDirectory(machine.path("/run/systemd/system"))) {
            return Finding.ok(name, "no systemd here", wanted);
        }
        String found = "not set (systemd's default is yes)";
        boolean keeps = false;
        for (String line : loginConfiguration(machine)) {
            Matcher matcher = REMOVE_IPC.matcher(line);
            if (matcher.find()) {
                found = matcher.group(1);
                keeps = List.of("no", "false", "0", "off").contains(found.toLowerCase(Locale.ROOT));
            }
        }
        return keeps
                ? Finding.ok(name, found, wanted)
                : Finding.optional(
                        name,
                        found,
                        wanted,
                        "a user's regions in /dev/shm vanish with the last log-out: RemoveIPC=no in"
                                + " /etc/systemd/logind.conf, or 'loginctl enable-linger USER'");
    }

    // Later ones overrule earlier ones, as systemd reads them.
    private static List<String> loginConfiguration(Machine machine) {
        List<String> lines = new ArrayList<>();
        for (String place : List.of("/usr/lib/systemd/logind.conf", "/etc/systemd/logind.conf")) {
            lines.addAll(machine.lines(place));
            try (DirectoryStream<Path> parts = Files.newDirectoryStream(machine.path(place + ".d"), "*.conf")) {
                for (Path part : parts) {
                    lines.addAll(machine.lines(place + ".d/" + part.getFileName()));
                }
            } catch (IOException e) {
                // There need not be any.
            }
        }
        return lines;
    }

    static Finding memoryLimit(Machine machine) {
        String wanted = "more than all regions and heaps together: /dev/shm counts, too";
        Optional<String> limit = machine.text("/sys/fs/cgroup/memory.max")
                .or(() -> machine.text("/sys/fs/cgroup/memory/memory.limit_in_bytes"))
                .filter(text -> text.matches("[0-9]{1,15}"));
        String found =
                limit.map(text -> ByteSize.describe(Long.parseLong(text))).orElse("none");
        return Finding.ok("memory limit", found, wanted);
    }
}
