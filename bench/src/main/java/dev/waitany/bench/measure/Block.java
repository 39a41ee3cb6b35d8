/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.measure;

import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * The figures of one block, which is one uninterrupted run of {@link Workload.Session#run}.
 *
 * @param roundTrips the time of each operation, in nanoseconds
 * @param cpuNanos CPU time of all participating threads, in nanoseconds
 * @param bytes heap memory that these threads allocated, in bytes
 * @param perSecond operations per second while several wakes are in flight; null if the workload
 *     has only one in flight
 */
public record Block(Histogram roundTrips, long cpuNanos, long bytes, @Nullable Double perSecond) {
    /** Returns how many operations the block had. */
    public long operations() {
        return roundTrips.getTotalCount();
    }

    double cpuPerOperation() {
        return (double) cpuNanos / operations();
    }

    double bytesPerOperation() {
        return (double) bytes / operations();
    }
}
