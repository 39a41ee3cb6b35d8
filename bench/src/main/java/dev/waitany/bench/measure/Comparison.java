/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.measure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Measures cells one after another, within the total time of an {@link Effort}. */
public final class Comparison implements AutoCloseable {
    /** Observes the progress, on the measuring thread, between blocks. */
    public interface Listener {
        /** Is called before a cell is measured. */
        void begins(Cell cell);

        /** Is called after each block. */
        void continues();

        /** Is called after a cell was measured. */
        void ends(Cell cell);
    }

    private final Effort effort;
    private final long end;
    private final References references;
    private final Placement placement;
    private final ChildJvm child;
    private final Watchdog watchdog = new Watchdog();

    /**
     * Creates a comparison whose time begins now.
     *
     * @param references the C programs of the workloads; the caller closes them
     * @param child runs {@link SystemCallCounts} and {@link WordMemory}
     */
    public Comparison(Effort effort, References references, Placement placement, ChildJvm child) {
        this.effort = effort;
        this.end = System.nanoTime() + effort.total().toNanos();
        this.references = references;
        this.placement = placement;
        this.child = child;
    }

    /** Measures the cells in their order and returns one result for each. */
    public List<Results.Result> measure(List<Cell> cells, Listener listener) throws Exception {
        Duration limit = effort.limit().multipliedBy(2);
        Map<Cell, Double> calls =
                watchdog.watch(
                        "counting system calls",
                        limit,
                        () -> SystemCallCounts.measure(cells, child));
        Map<Cell, Results.BytesPerWord> memory =
                watchdog.watch(
                        "measuring memory per word", limit, () -> WordMemory.measure(cells, child));
        List<Results.Result> measured = new ArrayList<>();
        Measurement measurement =
                new Measurement(effort, references, placement, listener::continues);
        Set<String> compiled = new HashSet<>();
        for (Cell cell : cells) {
            listener.begins(cell);
            Duration compiling = compiling(cell, compiled);
            Duration share = shareOf(cells.size() - measured.size());
            measured.add(
                    watchdog.watch(
                            cell,
                            effort.limit(),
                            () ->
                                    measurement.measure(
                                            cell,
                                            compiling,
                                            share,
                                            calls.get(cell),
                                            memory.get(cell))));
            listener.ends(cell);
        }
        return measured;
    }

    @Override
    public void close() {
        watchdog.close();
    }

    /**
     * Returns how long to warm up for the code that a cell is the first to use: all of a new
     * strategy, or half of that for a known strategy in a new workload.
     */
    private Duration compiling(Cell cell, Set<String> compiled) {
        boolean isNewStrategy = compiled.add(cell.strategy());
        boolean isNewUse = compiled.add(cell.workload().name() + " " + cell.strategy());
        return isNewStrategy
                ? effort.firstWarmUp()
                : isNewUse ? effort.firstWarmUp().dividedBy(2) : Duration.ZERO;
    }

    private Duration shareOf(int cellsLeft) {
        return Duration.ofNanos((end - System.nanoTime()) / cellsLeft);
    }
}
