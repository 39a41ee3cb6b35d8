/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.analysis;

import dev.waitany.bench.results.BlockFigures.Percentiles;
import dev.waitany.bench.results.MeasuredCell;
import dev.waitany.bench.results.Results;
import dev.waitany.bench.statistics.Bootstrap;
import dev.waitany.bench.statistics.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * How the time of an operation is distributed: for each percentile, the median over blocks with its
 * interval. Percentiles of different blocks are never averaged.
 */
public record PercentileCurve(List<Point> points) {
    /**
     * One percentile.
     *
     * @param percent the share of operations, in percent, that took this long or less
     */
    public record Point(double percent, Interval nanos) {}

    private record Kind(double percent, ToLongFunction<Percentiles> of) {}

    private static final List<Kind> KINDS =
            List.of(
                    new Kind(10, Percentiles::p10),
                    new Kind(25, Percentiles::p25),
                    new Kind(50, Percentiles::p50),
                    new Kind(75, Percentiles::p75),
                    new Kind(90, Percentiles::p90),
                    new Kind(99, Percentiles::p99),
                    new Kind(99.9, Percentiles::p999));

    /** Returns the curve of a measured cell of a run. */
    public static PercentileCurve of(MeasuredCell cell, Results run) {
        Bootstrap bootstrap = new Bootstrap(run.plan().seed());
        List<Point> points = new ArrayList<>();
        for (Kind kind : KINDS) {
            Samples.of(cell, block -> (double) kind.of.applyAsLong(block.latency()))
                    .ifPresent(s -> points.add(new Point(kind.percent, bootstrap.median(s))));
        }
        return new PercentileCurve(points);
    }
}
