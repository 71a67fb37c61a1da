// SPDX-License-Identifier: Apache-2.0
package io.annulus.inspect;

import io.annulus.liveness.Purpose;
import io.annulus.ring.SideInfo;
import java.time.Duration;
import java.time.Instant;

/**
 * A side of a ring that stands still in the middle of an operation.
 *
 * @param purpose which
 * @param side as the last look found it
 * @param since the first look that found it so; it may have been so before
 * @param observed from that look to the last
 */
public record Standing(Purpose purpose, SideInfo side, Instant since, Duration observed) {

    /** The same, seen again. */
    Standing seenAgain(SideInfo now, Duration later) {
        return new Standing(purpose, now, since, later);
    }
}
