/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
            String previous = "";
            for (Cell cell : cells) {
                progress.setExtraMessage(cell.strategy() + " × " + cell.size());
                progress.refresh();
                String kind = cell.workload() + " " + cell.strategy();
                boolean first = !kind.equals(previous);
                previous = kind;
                Duration share = shareOf(cells.size() - measured.size());
                measured.add(
                        watchdog.watch(
                                cell,
                                effort.limit(),
                                () ->
                                        measurement.measure(
                                                cell,
                                                first,
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

    private Duration shareOf(int cellsLeft) {
        return Duration.ofNanos((end - System.nanoTime()) / cellsLeft);
    }
}
