/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.analysis;

import dev.waitany.bench.results.Figure;
import dev.waitany.bench.results.MeasuredCell;
import dev.waitany.bench.results.Results;
import dev.waitany.bench.statistics.Bootstrap;
import dev.waitany.bench.statistics.Interval;
import dev.waitany.bench.statistics.Resolution;
import dev.waitany.bench.statistics.Sample;
import java.util.List;
import java.util.Optional;

/** Figures of any cells of a run, their ratios, and how far the run can be trusted in them. */
public final class CellRatio {
    private final List<MeasuredCell> cells;
    private final Bootstrap bootstrap;
    private final Pairs pairs;

    /** Takes the cells of a run that have enough blocks. */
    public CellRatio(Results results) {
        this.cells = results.cells().stream().filter(MeasuredCell::hasEnoughBlocks).toList();
        this.bootstrap = new Bootstrap(results.plan().seed());
        this.pairs = new Pairs(cells, bootstrap);
    }

    /** Returns a figure of the cell of an id, or nothing if it was not measured. */
    public Optional<Interval> value(String id, Figure figure) {
        return cell(id).flatMap(c -> Samples.of(c, figure)).map(bootstrap::median);
    }

    /** Returns the ratio of two cells, or nothing if one was not measured. */
    public Optional<Interval> of(String above, String below, Figure figure) {
        return cell(above).flatMap(a -> cell(below).flatMap(b -> of(a, b, figure, bootstrap)));
    }

    /** Returns what the A/A pair of a cell's group shows; nothing if there is none. */
    public Optional<Resolution> resolution(String id, Figure figure) {
        return cell(id).flatMap(c -> pairs.resolution(c, figure));
    }

    /** Cells of one group are paired by round; those of different sizes were not interleaved. */
    static Optional<Interval> of(
            MeasuredCell above, MeasuredCell below, Figure figure, Bootstrap bootstrap) {
        Optional<Sample> numerator = Samples.of(above, figure);
        Optional<Sample> denominator = Samples.of(below, figure);
        return numerator.flatMap(
                n ->
                        denominator.map(
                                d ->
                                        above.isGroupedWith(below) && n.isPairedWith(d)
                                                ? bootstrap.pairedRatio(n, d)
                                                : bootstrap.ratio(n, d)));
    }

    private Optional<MeasuredCell> cell(String id) {
        return cells.stream().filter(c -> c.id().equals(id)).findFirst();
    }
}
