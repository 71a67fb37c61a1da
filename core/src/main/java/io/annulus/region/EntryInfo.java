// SPDX-License-Identifier: Apache-2.0
package io.annulus.region;

import java.util.Optional;

/**
 * A zone as its directory entry shows it now.
 *
 * @param zone as it was found
 * @param state what has become of it
 * @param producerClaim who holds the producer side; empty unless that is SINGLE and taken
 * @param consumerClaim who holds the consumer side; likewise
 */
public record EntryInfo(
        Zone zone, ZoneState state, Optional<ClaimInfo> producerClaim, Optional<ClaimInfo> consumerClaim) {}
