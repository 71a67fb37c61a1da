// SPDX-License-Identifier: Apache-2.0
package pictures;

/**
 * One side's head and tail, and in MULTI_RTS the counts beside them.
 *
 * @param head how far operations have begun
 * @param tail how far they have ended
 * @param headCount operations begun, or {@link #NONE}
 * @param tailCount operations ended, or {@link #NONE}
 */
record Indices(int head, int tail, int headCount, int tailCount) {
    static final int NONE = -1;

    static Indices idleAt(int position) {
        return new Indices(position, position, NONE, NONE);
    }

    Indices withHead(int position) {
        return new Indices(position, tail, headCount, tailCount);
    }

    Indices withCounts(int begun, int ended) {
        return new Indices(head, tail, begun, ended);
    }

    String headText() {
        return text(head, headCount);
    }

    String tailText() {
        return text(tail, tailCount);
    }

    private static String text(int position, int count) {
        return Integer.toUnsignedString(position) + (count == NONE ? "" : ", count " + count);
    }

    boolean isIdle() {
        return head == tail && headCount == tailCount;
    }
}
