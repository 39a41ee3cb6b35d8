/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench;

import org.HdrHistogram.Histogram;

/**
 * What one uninterrupted stretch of measuring gave.
 *
 * @param operations round trips
 * @param roundTrips of each operation, in nanoseconds
 * @param cpuNanos of all threads that take part
 * @param bytes allocated on the Java heap by them
 */
record Block(long operations, Histogram roundTrips, long cpuNanos, long bytes) {
    double cpuPerOperation() {
        return (double) cpuNanos / operations;
    }

    double bytesPerOperation() {
        return (double) bytes / operations;
    }
}
