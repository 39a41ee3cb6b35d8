/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.statistics;

/**
 * An estimate with its 95 % interval.
 *
 * @param low the lower end
 * @param estimate the value of the whole sample, which lies between the ends
 * @param high the upper end
 */
public record Interval(double low, double estimate, double high) {
    /** Creates an interval whose ends enclose the estimate. */
    public Interval {
        low = Math.min(low, estimate);
        high = Math.max(high, estimate);
    }

    /** Returns the distance of the ends. */
    public double width() {
        return high - low;
    }
}
