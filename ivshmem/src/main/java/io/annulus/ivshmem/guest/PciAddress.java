// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.guest;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import java.util.Comparator;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where on the PCI bus a device is.
 *
 * @param domain 0 to 0xffffffff; 0 on nearly every machine
 * @param bus 0 to 255
 * @param device 0 to 31
 * @param function 0 to 7
 */
public record PciAddress(long domain, int bus, int device, int function) implements Comparable<PciAddress> {
    private static final Pattern TEXT =
            Pattern.compile("(?:([0-9a-fA-F]{4,8}):)?([0-9a-fA-F]{2}):([01][0-9a-fA-F])\\.([0-7])");

    /**
     * Reads an address as people and the kernel write it.
     *
     * @param text such as {@code 0000:00:04.0}, or {@code 00:04.0}
     * @return the address
     * @throws AnnulusException {@link Reason#BAD_NAME}
     */
    public static PciAddress parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new AnnulusException(
                    Reason.BAD_NAME,
                    "'" + text + "': expected a PCI address such as 0000:00:04.0",
                    "Take one from the list of devices: annulus guest list");
        }
        String domain = matcher.group(1);
        return new PciAddress(
                domain == null ? 0 : Long.parseLong(domain, 16),
                Integer.parseInt(matcher.group(2), 16),
                Integer.parseInt(matcher.group(3), 16),
                Integer.parseInt(matcher.group(4), 16));
    }

    @Override
    public int compareTo(PciAddress other) {
        return Comparator.comparingLong(PciAddress::domain)
                .thenComparingInt(PciAddress::bus)
                .thenComparingInt(PciAddress::device)
                .thenComparingInt(PciAddress::function)
                .compare(this, other);
    }

    /** As the kernel names it in sysfs. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%04x:%02x:%02x.%d", domain, bus, device, function);
    }
}
