/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.results;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A number that each block gives. Reports state its median over blocks, with an interval. */
public enum Figure {
    /** Median time of an operation, in nanoseconds. */
    P50("p50", true, f -> (double) f.latency().p50()),
    /** 99th percentile, in nanoseconds. */
    P99("p99", false, f -> (double) f.latency().p99()),
    /** CPU nanoseconds per operation of all participating threads. */
    CPU_PER_OP("cpuPerOp", true, f -> perOp(f.cpuNanos(), f)),
    /** CPU nanoseconds per operation of all of them but the driver. */
    WAITER_CPU_PER_OP("waiterCpuPerOp", true, f -> perOp(f.waiterCpuNanos(), f)),
    /** Heap bytes per operation. */
    BYTES_PER_OP("bytesPerOp", false, f -> perOp(f.bytes(), f)),
    /** How often a thread goes to sleep, per operation. */
    SLEEPS_PER_OP("sleepsPerOp", false, f -> perOp(f.voluntarySwitches(), f)),
    /** How often a thread is preempted, per operation. */
    PREEMPTIONS_PER_OP("preemptionsPerOp", false, f -> perOp(f.involuntarySwitches(), f)),
    /** Median time of the wake call, in nanoseconds. */
    WAKE_CALL("wakeCall", false, phase(BlockFigures.Phases::wakeCall)),
    /** Median time from the change until the waiter runs, in nanoseconds. */
    WAKE_TO_RUN("wakeToRun", true, phase(BlockFigures.Phases::wakeToRun)),
    /** Median time from then until the answer has arrived, in nanoseconds. */
    RUN_TO_ANSWER("runToAnswer", false, phase(BlockFigures.Phases::runToAnswer)),
    /** Operations per second with several in flight. */
    PER_SECOND("perSecond", false, BlockFigures::perSecond),
    /** Wakes of the driver that found a waiter, per operation. */
    FOUND_PER_OP("foundPerOp", false, wakes(w -> (double) w.found())),
    /** Waits that ended, per operation. */
    WAITS_PER_OP("waitsPerOp", false, wakes(w -> (double) w.waits())),
    /** Wakes of further words that a wait consumed and no other waiter got, per operation. */
    SWALLOWED_PER_OP("swallowedPerOp", false, wakes(w -> (double) w.swallowed())),
    /** Wakes of further words that a wait gave to another waiter, per operation. */
    FORWARDED_PER_OP("forwardedPerOp", false, wakes(w -> (double) w.forwarded())),
    /** Waits that ended with nothing new, per operation. */
    SPURIOUS_PER_OP("spuriousPerOp", false, wakes(w -> (double) w.spurious())),
    /** Missed deadlines, per operation. */
    MISSED_PER_OP("missedPerOp", false, wakes(BlockFigures.Wakes::missedDeadlines));

    private final String label;
    private final boolean compared;

    @SuppressWarnings("ImmutableEnumChecker") // the functions above have no state
    private final Function<BlockFigures, @Nullable Double> of;

    Figure(String label, boolean compared, Function<BlockFigures, @Nullable Double> of) {
        this.label = label;
        this.compared = compared;
        this.of = of;
    }

    /** Returns the name in the results. */
    @JsonValue
    public String label() {
        return label;
    }

    /** Returns whether the analysis compares cells by this figure. */
    public boolean isCompared() {
        return compared;
    }

    /** Returns the figure of a block, or null if it was not measured. */
    public @Nullable Double of(BlockFigures figures) {
        return of.apply(figures);
    }

    private static @Nullable Double perOp(@Nullable Long sum, BlockFigures figures) {
        return sum == null ? null : (double) sum / figures.operations();
    }

    private static Function<BlockFigures, @Nullable Double> wakes(
            Function<BlockFigures.Wakes, @Nullable Double> count) {
        return figures -> {
            BlockFigures.Wakes wakes = figures.wakes();
            Double sum = wakes == null ? null : count.apply(wakes);
            return sum == null ? null : sum / figures.operations();
        };
    }

    private static Function<BlockFigures, @Nullable Double> phase(
            Function<BlockFigures.Phases, BlockFigures.Percentiles> part) {
        return figures -> {
            BlockFigures.Phases phases = figures.phases();
            return phases == null ? null : (double) part.apply(phases).p50();
        };
    }
}
