/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code results.json} holds. Absent figures are null. */
record Results(Environment environment, List<Result> results, List<Missing> missing) {
    /**
     * One cell's figures. CPU and bytes are medians over blocks: code that the JVM compiles anew
     * allocates until that is done, and one such block would stand for all.
     */
    record Result(
            String workload,
            String strategy,
            int words,
            long operations,
            RoundTrip roundTripNanos,
            double cpuNanosPerOp,
            double bytesPerOp,
            @Nullable Double syscallsPerOp,
            @Nullable Ratio ratioToC) {}

    /** Percentiles, in nanoseconds. */
    record RoundTrip(long p50, long p90, long p99, long max) {}

    /** Medians over interleaved blocks: Java's figure divided by that of the C block beside it. */
    record Ratio(double roundTrip, double cpu) {}

    /** A strategy that was left out, and why. */
    record Missing(String strategy, String reason) {}
}
