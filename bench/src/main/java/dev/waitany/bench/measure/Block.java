/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.measure;

import dev.waitany.bench.environment.ResourceUsage;
import dev.waitany.bench.results.BlockFigures;
import org.HdrHistogram.ConcurrentHistogram;
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
 * @param wakes what became of wakes and deadlines; null if the workload does not count it
 */
public record Block(
        Histogram latency,
        Costs costs,
        @Nullable Double perSecond,
        @Nullable Phases phases,
        @Nullable Wakes wakes) {
    private static final long HIGHEST_NANOS = 60_000_000_000L;
    private static final int DIGITS = 3;

    /** Creates a block of a workload that does not count what became of wakes. */
    public Block(
            Histogram latency, Costs costs, @Nullable Double perSecond, @Nullable Phases phases) {
        this(latency, costs, perSecond, phases, null);
    }

    /** Returns a histogram of nanoseconds, to which one thread records. */
    public static Histogram histogram() {
        return new Histogram(HIGHEST_NANOS, DIGITS);
    }

    /** Returns a histogram of nanoseconds, to which several threads record. */
    public static Histogram sharedHistogram() {
        return new ConcurrentHistogram(HIGHEST_NANOS, DIGITS);
    }

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
        /** Makes the histograms. */
        public Phases() {
            this(histogram(), histogram(), histogram());
        }

        /**
         * Records the phases of one round trip, in times of nanoTime.
         *
         * @param begin when the driver changed the word
         * @param woken when the wake call returned
         * @param ran when the waiter ran
         * @param now when the answer was there
         */
        public void record(long begin, long woken, long ran, long now) {
            wakeCall.recordValue(woken - begin);
            wakeToRun.recordValue(ran - begin);
            runToAnswer.recordValue(Math.max(0, now - ran));
        }

        BlockFigures.Phases figures() {
            return new BlockFigures.Phases(
                    percentiles(wakeCall), percentiles(wakeToRun), percentiles(runToAnswer));
        }
    }

    /**
     * What became of wakes and deadlines, in the whole block.
     *
     * @param found wakes of the driver that found a waiter; a wake that comes before the waiter
     *     blocks finds none
     * @param waits waits that ended
     * @param swallowed wakes of further words that waits consumed and no other waiter got
     * @param forwarded wakes of further words that waits consumed and gave to other waiters
     * @param spurious waits that ended although their word had nothing new
     * @param missed deadlines that passed before the work was done; null if there are none
     */
    public record Wakes(
            long found,
            long waits,
            long swallowed,
            long forwarded,
            long spurious,
            @Nullable Long missed) {
        BlockFigures.Wakes figures() {
            return new BlockFigures.Wakes(found, waits, swallowed, forwarded, spurious, missed);
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
                phases == null ? null : phases.figures(),
                wakes == null ? null : wakes.figures());
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
