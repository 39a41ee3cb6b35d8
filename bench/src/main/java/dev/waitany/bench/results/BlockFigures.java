/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.results;

import org.jspecify.annotations.Nullable;

/**
 * What a program measures in one block. Times are nanoseconds. The C programs print this record
 * too.
 *
 * @param latency of the operations: the whole round trip in a closed loop
 * @param cpuNanos CPU time of all participating threads
 * @param waiterCpuNanos the same without the driver's thread
 * @param userNanos CPU time of the process in user mode; the kernel splits by ticks, so a block has
 *     an error of several ticks
 * @param systemNanos CPU time of the process in the kernel
 * @param bytes heap memory that was allocated; null in C
 * @param voluntarySwitches how often threads of the process have gone to sleep
 * @param involuntarySwitches how often they were preempted
 * @param perSecond operations per second with several wakes in flight; null if only one is
 * @param phases the parts of a round trip; null if the workload does not split it
 * @param wakes what became of wakes and deadlines; null if the workload does not count it
 */
public record BlockFigures(
        long operations,
        Percentiles latency,
        long cpuNanos,
        long waiterCpuNanos,
        long userNanos,
        long systemNanos,
        @Nullable Long bytes,
        long voluntarySwitches,
        long involuntarySwitches,
        @Nullable Double perSecond,
        @Nullable Phases phases,
        @Nullable Wakes wakes) {
    /**
     * What became of wakes and deadlines, in a whole block.
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
        @Nullable Double missedDeadlines() {
            return missed == null ? null : (double) missed;
        }
    }

    /** Percentiles and maximum, in nanoseconds. */
    public record Percentiles(
            long p10, long p25, long p50, long p75, long p90, long p99, long p999, long max) {}

    /**
     * The parts of a round trip. The wake call is within the time until the waiter runs.
     *
     * @param wakeCall the driver's call of wake
     * @param wakeToRun from the change of the word until the waiter's first instruction
     * @param runToAnswer from then until the answer has arrived at the driver
     */
    public record Phases(Percentiles wakeCall, Percentiles wakeToRun, Percentiles runToAnswer) {}
}
