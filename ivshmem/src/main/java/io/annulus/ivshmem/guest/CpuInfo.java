// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.guest;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The first processor of {@code /proc/cpuinfo}.
 *
 * @param fields by their names
 */
record CpuInfo(Map<String, String> fields) {

    static CpuInfo of(String text) {
        Map<String, String> fields = new HashMap<>();
        for (String line : text.lines().takeWhile(line -> !line.isBlank()).toList()) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                fields.put(
                        line.substring(0, colon).strip(),
                        line.substring(colon + 1).strip());
            }
        }
        return new CpuInfo(fields);
    }

    /** Empty if there is none of that name. */
    String value(String name) {
        return fields.getOrDefault(name, "");
    }

    /** Whether it says that there is a hypervisor; only x86 says so. */
    boolean isVirtual() {
        return List.of(value("flags").split(" ")).contains("hypervisor");
    }
}
