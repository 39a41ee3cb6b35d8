/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code results.json} holds. Absent figures are null. */
record Results(
        Environment environment,
        List<Result> results,
        List<Target> targets,
        List<LeftOut> leftOut,
        List<Missing> missing) {
    /**
     * One cell's figures. CPU and bytes are medians over blocks: code that the JVM compiles anew
     * allocates until that is done, and one such block would stand for all.
     *
     * @param strategy or the name of a baseline
     * @param words of each wait
     * @param pending waits at a time; null where there is one
     * @param threadsPerWait platform threads that came with the pending waits, for each
     * @param operationsPerSecond with several in flight
     */
    record Result(
            String workload,
            String strategy,
            int words,
            @Nullable Integer pending,
            @Nullable Double threadsPerWait,
            long operations,
            RoundTrip roundTripNanos,
            List<Percentile> percentiles,
            double cpuNanosPerOp,
            double bytesPerOp,
            @Nullable Double syscallsPerOp,
            @Nullable Double operationsPerSecond,
            @Nullable Memory bytesPerWord,
            @Nullable Ratio ratioToC) {
        /** What its workload counts. */
        int size() {
            return pending == null ? words : pending;
        }
    }

    /** Percentiles, in nanoseconds. */
    record RoundTrip(long p50, long p90, long p99, long max) {}

    /** A point of the curve: so many of a hundred round trips took so long or less. */
    record Percentile(double percent, long nanos) {}

    /** Medians over interleaved blocks: Java's figure divided by that of the C block beside it. */
    record Ratio(double roundTrip, double cpu) {}

    /**
     * What an armed word takes, in bytes, its own 128 among them.
     *
     * @param heap Java objects, after a collection
     * @param resident memory of the process outside the heap
     * @param kernel slabs, kernel stacks and page tables, of the whole machine
     */
    record Memory(double heap, double resident, double kernel) {}

    /**
     * A ratio of two cells' CPU per operation that should not be above a bound.
     *
     * @param ratioInC the same for C: what the system calls alone leave room for
     */
    record Target(String figure, double ratio, double bound, @Nullable Double ratioInC) {}

    /** Sizes that a strategy was not measured at, and why. */
    record LeftOut(String workload, String strategy, List<Integer> sizes, String reason) {}

    /** A strategy that was left out, and why. */
    record Missing(String strategy, String reason) {}
}
