/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import me.tongfei.progressbar.ProgressBar;

/** Measures cells one after another, within the time there is for all. */
final class Comparison implements AutoCloseable {
    private final Effort effort;
    private final long end;
    private final Optional<Reference> reference;
    private final Placement placement;
    private final Watchdog watchdog = new Watchdog();

    Comparison(Effort effort, Optional<Reference> reference, Placement placement) {
        this.effort = effort;
        this.end = System.nanoTime() + effort.total().toNanos();
        this.reference = reference;
        this.placement = placement;
    }

    List<Results.Result> measure(List<Cell> cells) throws Exception {
        Duration limit = effort.limit().multipliedBy(2);
        Map<Cell, Double> calls =
                watchdog.watch("counting system calls", limit, () -> SystemCalls.count(cells));
        Map<Cell, Results.Memory> memory =
                watchdog.watch("weighing armed sets", limit, () -> Memory.measure(cells));
        List<Results.Result> measured = new ArrayList<>();
        try (ProgressBar progress = Progress.over(cells.size())) {
            Measurement measurement =
                    new Measurement(effort, reference, placement, progress::refresh);
            Set<String> compiled = new HashSet<>();
            for (Cell cell : cells) {
                progress.setExtraMessage(cell.strategy() + " × " + cell.size());
                progress.refresh();
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
                progress.step();
            }
        }
        return measured;
    }

    @Override
    public void close() {
        watchdog.close();
    }

    /** What is new with a cell: all of its strategy, or how its workload uses it, or nothing. */
    private Duration compiling(Cell cell, Set<String> compiled) {
        boolean isNewStrategy = compiled.add(cell.strategy());
        boolean isNewUse = compiled.add(cell.workload() + " " + cell.strategy());
        return isNewStrategy
                ? effort.firstWarmUp()
                : isNewUse ? effort.firstWarmUp().dividedBy(2) : Duration.ZERO;
    }

    private Duration shareOf(int cellsLeft) {
        return Duration.ofNanos((end - System.nanoTime()) / cellsLeft);
    }
}
