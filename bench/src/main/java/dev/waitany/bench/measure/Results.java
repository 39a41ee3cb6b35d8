/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.measure;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The content of {@code results.json}: component names are the names of the JSON fields. A figure
 * that was not measured is null.
 */
public record Results(
        Environment environment,
        List<Result> results,
        List<Target> targets,
        List<LeftOut> leftOut,
        List<Missing> missing) {
    /**
     * The figures of one cell. CPU time and bytes are medians over blocks. A mean would be wrong:
     * if the JVM recompiles code during one block, that block allocates much more than the others.
     *
     * @param strategy the name of a strategy or of a baseline
     * @param words the number of words of each wait
     * @param pending the number of waits that are pending at the same time; null if the workload's
     *     sizes count words
     * @param threadsPerWait platform threads that each pending wait has added; null if not counted
     * @param operationsPerSecond throughput with several wakes in flight; null if only one is
     */
    public record Result(
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
            @Nullable BytesPerWord bytesPerWord,
            @Nullable Ratio ratioToC) {
        /** Returns the cell's size, in the unit of its workload. */
        public int size() {
            return pending == null ? words : pending;
        }
    }

    /** Percentiles and maximum of the round trips, in nanoseconds. */
    public record RoundTrip(long p50, long p90, long p99, long max) {}

    /** A point of the latency curve: this share of the round trips took {@code nanos} or less. */
    public record Percentile(double percent, long nanos) {}

    /**
     * Java's figure divided by C's, each the median over pairs of blocks that ran one after the
     * other.
     *
     * @param roundTrip ratio of the median round trips
     * @param cpu ratio of the CPU time per operation
     */
    public record Ratio(double roundTrip, double cpu) {}

    /**
     * Memory that one armed word takes, in bytes, with the 128 bytes of the word itself.
     *
     * @param heap Java objects, after a collection
     * @param resident memory of the process outside the heap
     * @param kernel slabs, kernel stacks and page tables of the whole machine
     */
    public record BytesPerWord(double heap, double resident, double kernel) {}

    /**
     * A ratio of the CPU time per operation of two cells, with its upper bound.
     *
     * @param figure both cells, as in "ring-armed × 128 / ring-armed × 1"
     * @param ratioInC the same ratio in C, which shows what the system calls alone allow; null
     *     without a C reference
     */
    public record Target(
            String workload,
            String figure,
            double ratio,
            double bound,
            @Nullable Double ratioInC) {}

    /** Default sizes at which a strategy was not measured, and the reason. */
    public record LeftOut(String workload, String strategy, List<Integer> sizes, String reason) {}

    /** A strategy that does not work on this machine, and the reason. */
    public record Missing(String strategy, String reason) {}
}
