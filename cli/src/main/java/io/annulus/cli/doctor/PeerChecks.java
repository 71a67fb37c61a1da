// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.doctor;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What only some uses need: C programs, DPDK, huge pages, virtual machines. */
final class PeerChecks {
    private static final Pattern MEMINFO = Pattern.compile("^(\\w+):\\s+([0-9]+)(?: kB)?$");

    private PeerChecks() {}

    static List<Finding> look(Machine machine) {
        return List.of(
                program(
                        "C compiler",
                        machine.firstLine("gcc", "--version"),
                        "gcc, to build C programs against c/annulus.h",
                        "apt-get install gcc"),
                program(
                        "DPDK",
                        machine.firstLine("pkg-config", "--modversion", "libdpdk")
                                .map(version -> "libdpdk " + version),
                        "libdpdk, for C programs with rte_ring and for the tests against it",
                        "apt-get install libdpdk-dev pkg-config"),
                hugePages(machine),
                program(
                        "QEMU",
                        machine.firstLine("qemu-system-x86_64", "--version"),
                        "qemu-system-x86_64, to share regions with virtual machines",
                        "apt-get install qemu-system-x86"),
                iommu(machine));
    }

    private static Finding program(String name, Optional<String> found, String wanted, String fix) {
        return found.map(version -> Finding.ok(name, version, wanted))
                .orElseGet(() -> Finding.optional(name, "not installed", wanted, fix));
    }

    static Finding hugePages(Machine machine) {
        String wanted = "some, for regions in hugetlbfs and for DPDK";
        long total = number(machine, "HugePages_Total");
        long free = number(machine, "HugePages_Free");
        long kibibytes = number(machine, "Hugepagesize");
        String found = total + " of " + kibibytes + " kB, " + free + " free";
        return total > 0
                ? Finding.ok("huge pages", found, wanted)
                : Finding.optional("huge pages", found, wanted, "sysctl vm.nr_hugepages=512");
    }

    private static long number(Machine machine, String field) {
        return machine.lines("/proc/meminfo").stream()
                .map(MEMINFO::matcher)
                .filter(Matcher::matches)
                .filter(matcher -> matcher.group(1).equals(field))
                .mapToLong(matcher -> Long.parseLong(matcher.group(2)))
                .findFirst()
                .orElse(0);
    }

    static Finding iommu(Machine machine) {
        String wanted = "groups, to hand devices to VFIO";
        int groups = 0;
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(machine.path("/sys/kernel/iommu_groups"))) {
            for (Path entry : entries) {
                groups += Files.isDirectory(entry) ? 1 : 0;
            }
        } catch (IOException e) {
            // Not there: no group.
        }
        return groups > 0
                ? Finding.ok("IOMMU", groups + " groups", wanted)
                : Finding.optional(
                        "IOMMU",
                        "no groups",
                        wanted,
                        "enable it in the firmware and boot with intel_iommu=on iommu=pt");
    }
}
