// SPDX-License-Identifier: Apache-2.0
package io.annulus.lincheck;

import io.annulus.lincheck.Call.Freedom;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What reservations that are let go of do to bursts beside them. On a MULTI_HTS side the word of an idle side is the same
 * before and after somebody reserved and let go, so a burst that counted the elements before moves the head with that count
 * afterwards: it takes fewer than there are by then, though what was let go of had been seen in the meantime. It is as in
 * DPDK, and no more than "as many as there were when it looked".
 */
final class ShortBursts {
    private ShortBursts() {}

    /** The calls, each exact, but that such a burst may be short. */
    static List<Call> exactOtherwise(List<Call> calls) {
        List<Call> exact = new ArrayList<>();
        for (int i = 0; i < calls.size(); i++) {
            exact.add(calls.get(i).allowed(isBesideOneThatLetsGo(calls, i) ? Freedom.FEWER : Freedom.NONE));
        }
        return exact;
    }

    private static boolean isBesideOneThatLetsGo(List<Call> calls, int call) {
        return IntStream.range(0, calls.size())
                .anyMatch(i -> i != call
                        && calls.get(i).enqueues() == calls.get(call).enqueues()
                        && calls.get(i).letsGo()
                        && Call.overlap(calls, i, call));
    }
}
