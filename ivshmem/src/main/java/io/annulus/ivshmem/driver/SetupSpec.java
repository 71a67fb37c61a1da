// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.driver;

import java.util.Optional;

/**
 * How a device is to be given to programs.
 *
 * @param group whose members may use it; empty for root alone
 * @param noIommu what to do on a machine without an IOMMU
 */
public record SetupSpec(Optional<String> group, NoIommu noIommu) {

    /**
     * For root, and with an IOMMU.
     *
     * @return the specification
     */
    public static SetupSpec usual() {
        return new SetupSpec(Optional.empty(), NoIommu.REFUSE);
    }

    /**
     * The same for a group.
     *
     * @param name of a group of this machine
     * @return a new specification
     */
    public SetupSpec withGroup(String name) {
        return new SetupSpec(Optional.of(name), noIommu);
    }

    /**
     * The same where there is no IOMMU.
     *
     * @param choice what to do then
     * @return a new specification
     */
    public SetupSpec with(NoIommu choice) {
        return new SetupSpec(group, choice);
    }
}
