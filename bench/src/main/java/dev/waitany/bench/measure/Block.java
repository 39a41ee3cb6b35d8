/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.measure;

import dev.waitany.bench.environment.ResourceUsage;
import dev.waitany.bench.results.BlockFigures;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * The figures of one block, which is one uninterrupted run of {@link Workload.Session#run}.
 *
 * @param latency the time of each operation, in nanoseconds
 * @param costs what the operations cost
 * @param perSecond operations per second while several wakes are in flight; null if the workload
 *     has only one in flight
 * @param phases the parts of each round trip; null if the workload does not split them
 */
public record Block(
        Histogram latency, Costs costs, @Nullable Double perSecond, @Nullable Phases phases) {
    /**
     * Resources that the operations of a block took.
     *
     * @param cpuNanos CPU time of all Java threads
     * @param waiterCpuNanos the same without the driver's thread
     * @param bytes heap memory that these threads allocated
     * @param process switches of all threads, and the split of CPU time
     */
    public record Costs(long cpuNanos, long waiterCpuNanos, long bytes, ResourceUsage process) {}

    /**
     * The parts of each round trip, in nanoseconds.
     *
     * @param wakeCall the driver's call of wake
     * @param wakeToRun from the change until the waiter's first instruction
     * @param runToAnswer from then until the answer has arrived
     */
    public record Phases(Histogram wakeCall, Histogram wakeToRun, Histogram runToAnswer) {
        BlockFigures.Phases figures() {
            return new BlockFigures.Phases(
                    percentiles(wakeCall), percentiles(wakeToRun), percentiles(runToAnswer));
        }
    }

    /** Returns how many operations the block had. */
    public long operations() {
        return latency.getTotalCount();
    }

    /** Returns the block as the results keep it. */
    BlockFigures figures() {
        return new BlockFigures(
                operations(),
                percentiles(latency),
                costs.cpuNanos(),
                costs.waiterCpuNanos(),
                costs.process().userNanos(),
                costs.process().systemNanos(),
                costs.bytes(),
                costs.process().voluntarySwitches(),
                costs.process().involuntarySwitches(),
                perSecond,
                phases == null ? null : phases.figures());
    }

    private static BlockFigures.Percentiles percentiles(Histogram histogram) {
        return new BlockFigures.Percentiles(
                histogram.getValueAtPercentile(10),
                histogram.getValueAtPercentile(25),
                histogram.getValueAtPercentile(50),
                histogram.getValueAtPercentile(75),
                histogram.getValueAtPercentile(90),
                histogram.getValueAtPercentile(99),
                histogram.getValueAtPercentile(99.9),
                histogram.getMaxValue());
    }
}
