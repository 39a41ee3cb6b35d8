/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.report;

import dev.waitany.bench.analysis.PercentileCurve;
import dev.waitany.bench.chart.LineChart;
import dev.waitany.bench.chart.Scale;
import dev.waitany.bench.chart.Series;
import dev.waitany.bench.measure.Workload;
import dev.waitany.bench.results.Analysis;
import dev.waitany.bench.results.Figure;
import dev.waitany.bench.results.MeasuredCell;
import dev.waitany.bench.results.Results;
import dev.waitany.bench.statistics.Interval;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.DoubleFunction;

/** The figures of one workload: a line for each strategy, in the band of its 95 % interval. */
final class WorkloadExhibits {
    private static final String BANDS = " Bands span the 95 % interval.";

    private final Workload workload;
    private final Results results;
    private final Analysis analysis;
    private final List<String> styles;
    private final List<MeasuredCell> cells;

    /**
     * @param styles the strategies of the whole page, in the order of colours and markers
     */
    WorkloadExhibits(Workload workload, Results results, List<String> styles) {
        this.workload = workload;
        this.results = results;
        this.analysis = Objects.requireNonNull(results.analysis(), "not analysed");
        this.styles = styles;
        this.cells =
                results.cells().stream()
                        .filter(c -> c.isSubject() && c.workload().equals(workload.name()))
                        .filter(c -> !c.blocks().isEmpty())
                        .toList();
    }

    List<Exhibit> all() {
        List<Exhibit> exhibits = new ArrayList<>();
        add(Figure.CPU_PER_OP, "CPU time per operation", exhibits);
        add(Figure.P50, "time per operation, median", exhibits);
        add(Figure.WAKE_TO_RUN, "time from wake to run, median", exhibits);
        add(Figure.PER_SECOND, "operations per second, several in flight", exhibits);
        int shown = widest();
        exhibits.add(percentiles(shown, true));
        sizes().stream().filter(n -> n != shown).forEach(n -> exhibits.add(percentiles(n, false)));
        return exhibits;
    }

    private void add(Figure figure, String title, List<Exhibit> into) {
        List<Series> series = strategies().stream().map(s -> overSizes(s, figure)).toList();
        List<Series> measured = series.stream().filter(s -> !s.points().isEmpty()).toList();
        if (measured.isEmpty()) {
            return;
        }
        boolean isTime = figure != Figure.PER_SECOND;
        String unit = workload.unit().label();
        LineChart chart =
                new LineChart(
                        id(figure.label()),
                        workload.name() + ": " + title,
                        "A line for each strategy: " + title + ", over " + unit + "." + BANDS,
                        Scale.ofSizes(unit, sizes()),
                        values(measured, isTime),
                        measured);
        DoubleFunction<String> size = x -> Words.count((int) x);
        into.add(new Exhibit(chart, ValuesTable.of(chart, unit, size, isTime), true));
    }

    private Series overSizes(String strategy, Figure figure) {
        List<Series.Point> points = new ArrayList<>();
        of(strategy).stream()
                .sorted(Comparator.comparingInt(MeasuredCell::size))
                .forEach(
                        cell -> {
                            Interval value = analysis.figure(cell.id(), figure);
                            if (value != null && value.low() > 0) {
                                points.add(new Series.Point(cell.size(), value));
                            }
                        });
        return series(strategy, points);
    }

    private Exhibit percentiles(int size, boolean isFirst) {
        List<Series> series =
                cells.stream()
                        .filter(cell -> cell.size() == size)
                        .map(cell -> series(cell.strategy(), curve(cell)))
                        .toList();
        String unit = workload.unit().label();
        List<Scale.Tick> shares =
                List.of(
                        share(50, "50 %"),
                        share(90, "90 %"),
                        share(99, "99 %"),
                        share(99.9, "99.9 %"));
        LineChart chart =
                new LineChart(
                        id("percentiles-" + size),
                        workload.name() + ": time by percentile, at " + Words.size(size, unit),
                        "A line for each strategy: the time that a share of operations took at"
                                + " most, at "
                                + Words.size(size, unit)
                                + "."
                                + BANDS,
                        new Scale("share of operations that took at most this time", false, shares),
                        values(series, true),
                        series);
        DoubleFunction<String> percent = WorkloadExhibits::percent;
        return new Exhibit(chart, ValuesTable.of(chart, "percentile", percent, true), isFirst);
    }

    private List<Series.Point> curve(MeasuredCell cell) {
        return PercentileCurve.of(cell, results).points().stream()
                .map(p -> new Series.Point(nines(p.percent()), p.nanos()))
                .toList();
    }

    private static Scale.Tick share(double percent, String text) {
        return new Scale.Tick(nines(percent), text);
    }

    /** Spreads the slowest operations: 90, 99 and 99.9 % are equally far apart. */
    private static double nines(double percent) {
        return -Math.log10(1 - percent / 100);
    }

    private static String percent(double nines) {
        double percent = 100 * (1 - Math.pow(10, -nines));
        double rounded = Math.round(percent * 10) / 10.0;
        boolean isWhole = rounded == Math.rint(rounded);
        return isWhole ? (int) rounded + " %" : rounded + " %";
    }

    /** The title says what the values are. */
    private static Scale values(List<Series> series, boolean isTime) {
        double least = Double.MAX_VALUE;
        double most = 0;
        for (Series one : series) {
            for (Series.Point point : one.points()) {
                least = Math.min(least, point.y().low());
                most = Math.max(most, point.y().high());
            }
        }
        return Scale.ofValues("", least, most, isTime ? Words::time : Words::rate);
    }

    private Series series(String strategy, List<Series.Point> points) {
        boolean isBaseline = workload.baselines().contains(strategy);
        return new Series(strategy, styles.indexOf(strategy), isBaseline, points);
    }

    private List<MeasuredCell> of(String strategy) {
        return cells.stream().filter(c -> c.strategy().equals(strategy)).toList();
    }

    private List<String> strategies() {
        return cells.stream().map(MeasuredCell::strategy).distinct().toList();
    }

    private List<Integer> sizes() {
        return cells.stream().map(MeasuredCell::size).distinct().sorted().toList();
    }

    /** The largest one of the sizes at which most strategies were measured. */
    private int widest() {
        return sizes().stream()
                .max(
                        Comparator.<Integer>comparingLong(
                                        n -> cells.stream().filter(c -> c.size() == n).count())
                                .thenComparingInt(n -> n))
                .orElseThrow();
    }

    private String id(String what) {
        return Words.id(workload.name() + "-" + what);
    }
}
