/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench;

import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * What one uninterrupted stretch of measuring gave.
 *
 * @param roundTrips of each operation, in nanoseconds
 * @param cpuNanos of all threads that take part
 * @param bytes allocated on the Java heap by them
 * @param perSecond operations, with several in flight; null where only one ever is
 */
record Block(Histogram roundTrips, long cpuNanos, long bytes, @Nullable Double perSecond) {
    long operations() {
        return roundTrips.getTotalCount();
    }

    double cpuPerOperation() {
        return (double) cpuNanos / operations();
    }

    double bytesPerOperation() {
        return (double) bytes / operations();
    }
}
