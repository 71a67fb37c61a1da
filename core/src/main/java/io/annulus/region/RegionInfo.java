// SPDX-License-Identifier: Apache-2.0
package io.annulus.region;

import io.annulus.liveness.ProcessIdentity;
import java.util.UUID;

/**
 * What a region's header says.
 *
 * @param path where it was opened, or {@code anonymous}
 * @param sizeBytes all of it
 * @param profile layout of its rings
 * @param uuid which region this is
 * @param epoch one more than that of the region it replaced
 * @param session number of the owner's session when it was opened
 * @param creator the process that made it
 * @param directoryCapacity how many zones it can name
 * @param participantCapacity how many roles can be open at a time
 * @param zonesOffset where the zones start
 * @param zonesEnd first byte that no zone has used yet
 */
public record RegionInfo(
        String path,
        long sizeBytes,
        AbiProfile profile,
        UUID uuid,
        long epoch,
        long session,
        ProcessIdentity creator,
        int directoryCapacity,
        int participantCapacity,
        long zonesOffset,
        long zonesEnd) {

    /**
     * The same in a later session.
     *
     * @param number as {@link Region#session} returned it
     * @return new information
     */
    public RegionInfo inSession(long number) {
        return new RegionInfo(
                path,
                sizeBytes,
                profile,
                uuid,
                epoch,
                number,
                creator,
                directoryCapacity,
                participantCapacity,
                zonesOffset,
                zonesEnd);
    }
}
