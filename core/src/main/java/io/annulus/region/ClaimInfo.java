// SPDX-License-Identifier: Apache-2.0
package io.annulus.region;

import io.annulus.liveness.IdentityWord;
import io.annulus.liveness.Verdict;

/**
 * Who holds something that one process may hold at a time: a SINGLE side, or the right to change the directory.
 *
 * @param word identity word of the holder
 * @param verdict whether it can still write
 * @param holder for people, such as {@code pid 1234 (alive, since 2026-01-31T12:00:00Z)}
 */
public record ClaimInfo(long word, Verdict verdict, String holder) {

    /**
     * Its process id, in its own pid namespace.
     *
     * @return 1 or more
     */
    public long pid() {
        return IdentityWord.pid(word);
    }
}
