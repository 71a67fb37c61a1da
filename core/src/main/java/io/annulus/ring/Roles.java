// SPDX-License-Identifier: Apache-2.0
package io.annulus.ring;

/** The one place that chooses by sync mode: a switch over the closed family, then a direct call that can be inlined. */
final class Roles {
    private Roles() {}

    static int reserve(SideSync side, int least, int most) {
        return switch (side) {
            case SingleSync single -> single.reserve(least, most);
            case MultiSync multi -> multi.reserve(least, most);
        };
    }

    static void publish(SideSync side, int count) {
        switch (side) {
            case SingleSync single -> single.publish(count);
            case MultiSync multi -> multi.publish(count);
        }
    }
}
