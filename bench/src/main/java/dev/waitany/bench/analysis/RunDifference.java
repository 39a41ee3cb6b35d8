/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.analysis;

import dev.waitany.bench.results.Figure;
import dev.waitany.bench.results.MeasuredCell;
import dev.waitany.bench.results.Results;
import dev.waitany.bench.statistics.Bootstrap;
import dev.waitany.bench.statistics.Interval;
import dev.waitany.bench.statistics.Resolution;
import dev.waitany.bench.statistics.Sample;
import dev.waitany.bench.statistics.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A cell of one run, compared with the same cell of a baseline run. The runs were not interleaved,
 * so what the machine did differently is part of the ratio.
 *
 * @param ratio the run's figure divided by the baseline's
 * @param above the effect size: the share of pairs of blocks in which the run's is the higher one,
 *     0.5 if neither tends to be
 * @param verdict judged by the coarser one of both runs' A/A pairs; null if one has none
 */
public record RunDifference(
        MeasuredCell cell, Figure figure, Interval ratio, double above, @Nullable Verdict verdict) {
    /** Returns the differences of all cells that both runs have. */
    public static List<RunDifference> of(Results run, Results baseline) {
        Bootstrap bootstrap = new Bootstrap(baseline.plan().seed());
        Pairs pairs = new Pairs(run.cells(), bootstrap);
        Pairs basePairs = new Pairs(baseline.cells(), bootstrap);
        List<RunDifference> differences = new ArrayList<>();
        for (MeasuredCell cell : run.cells()) {
            for (MeasuredCell base : baseline.cells()) {
                if (!cell.twin() && cell.id().equals(base.id())) {
                    for (Figure figure : List.of(Figure.P50, Figure.CPU_PER_OP)) {
                        Optional<Sample> above = Samples.of(cell, figure);
                        Optional<Sample> below = Samples.of(base, figure);
                        if (above.isPresent() && below.isPresent()) {
                            Interval ratio = bootstrap.ratio(above.get(), below.get());
                            differences.add(
                                    new RunDifference(
                                            cell,
                                            figure,
                                            ratio,
                                            above.get().shareAbove(below.get()),
                                            verdict(
                                                    ratio,
                                                    pairs.resolution(cell, figure),
                                                    basePairs.resolution(base, figure))));
                        }
                    }
                }
            }
        }
        return differences;
    }

    private static @Nullable Verdict verdict(
            Interval ratio, Optional<Resolution> one, Optional<Resolution> other) {
        return one.isPresent() && other.isPresent() ? one.get().or(other.get()).judge(ratio) : null;
    }
}
