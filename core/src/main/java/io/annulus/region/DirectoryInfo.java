// SPDX-License-Identifier: Apache-2.0
package io.annulus.region;

import java.util.List;
import java.util.Optional;

/**
 * The whole directory as an onlooker sees it, damaged entries included.
 *
 * @param zones everything that has a name, in the order of the directory
 * @param damage what is wrong with entries that cannot be used, one sentence each
 * @param changer who is changing the directory at this moment
 * @param changes how many changes have been finished
 */
public record DirectoryInfo(List<Zone> zones, List<String> damage, Optional<ClaimInfo> changer, long changes) {

    /** Copies the lists. */
    public DirectoryInfo {
        zones = List.copyOf(zones);
        damage = List.copyOf(damage);
    }
}
