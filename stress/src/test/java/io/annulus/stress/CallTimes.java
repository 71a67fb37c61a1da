// SPDX-License-Identifier: Apache-2.0
package io.annulus.stress;

/** How long calls took, in nanoseconds. */
final class CallTimes {
    private long count;
    private long sum;
    private long least = Long.MAX_VALUE;
    private long most;

    void add(long nanos) {
        count++;
        sum += nanos;
        least = Math.min(least, nanos);
        most = Math.max(most, nanos);
    }

    void addAll(CallTimes other) {
        count += other.count;
        sum += other.sum;
        least = Math.min(least, other.least);
        most = Math.max(most, other.most);
    }

    /** Minimum, average and maximum; as many dashes if nothing was timed. */
    String columns() {
        return count == 0
                ? "%11s %9s %11s".formatted("-", "-", "-")
                : "%11d %9d %11d".formatted(least, sum / count, most);
    }
}
