/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.study;

import dev.waitany.bench.chart.Drawing;
import dev.waitany.bench.chart.LineChart;
import dev.waitany.bench.chart.Scale;
import dev.waitany.bench.chart.Series;
import dev.waitany.bench.statistics.Interval;
import dev.waitany.bench.study.BlockTable.Program;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * The figures of studies that measure time on this machine.
 *
 * @param data the folder of the committed data
 */
record MeasuredFigures(Path data) {
    private static final String CPU = "cpuPerOp";
    private static final double MICRO = 1000;
    private static final String BANDS = " Bands span the 95 % interval.";

    private static final List<Integer> WORDS = List.of(1, 2, 4, 8, 16, 32, 64, 128);
    private static final List<String> RATES = List.of("1000", "10000");

    private static final List<String> WAITS =
            List.of(
                    "syscall-waitv",
                    "ring-armed",
                    "ring-cancel",
                    "ring-waitv",
                    "threads",
                    "parkNanos");
    private static final List<Integer> DEADLINES = List.of(50, 100, 1000);

    private static final String STRATEGY = "syscall-waitv";
    private static final List<String> BUDGETS =
            List.of("", "+spin", "+spin-5us", "+spin-20us", "+spin-100us");
    private static final List<Integer> GAPS = List.of(10, 50, 1000);

    /** The ratio of CPU times of futex_waitv and an armed set, over words. */
    Drawing breakEven() throws IOException {
        BlockTable table = BlockTable.read(data.resolve("break-even.csv"));
        List<Series> series = new ArrayList<>();
        for (String rate : RATES) {
            String workload = "one-way@rate=" + rate;
            series.add(
                    series(
                            rate + " wakes per second",
                            series.size(),
                            WORDS,
                            n ->
                                    table.ratio(
                                            new Program(workload, STRATEGY, n),
                                            new Program(workload, "ring-armed", n),
                                            CPU)));
        }
        return new LineChart(
                "break-even",
                "CPU time of the waiter: syscall-waitv / ring-armed",
                "A line for each rate: the ratio of CPU times, over words." + BANDS,
                Scale.ofSizes("words", WORDS),
                Scale.ofValues("ratio", 0.5, 3, v -> String.format(Locale.ROOT, "%.1f", v)),
                series);
    }

    /** How late waits on one word end, over deadlines. */
    Drawing lateTimers() throws IOException {
        BlockTable table = BlockTable.read(data.resolve("late-timers.csv"));
        List<Series> series = new ArrayList<>();
        for (String wait : WAITS) {
            series.add(
                    series(
                            wait,
                            series.size(),
                            DEADLINES,
                            d ->
                                    table.median(new Program(timeouts(d), wait, 1), "p50")
                                            .map(MeasuredFigures::inMicros)));
        }
        return new LineChart(
                "late-timers",
                "Late by, median, of a wait on one word",
                "A line for each way to wait: the time after the deadline, over deadlines." + BANDS,
                Scale.ofSizes("deadline, µs", DEADLINES),
                Scale.ofValues("µs", 10, 200, MeasuredFigures::micros),
                series);
    }

    /** CPU time of a wake by the time that waits spin, over gaps. */
    Drawing spinBudgets() throws IOException {
        BlockTable table = BlockTable.read(data.resolve("spin-budgets.csv"));
        List<Series> series = new ArrayList<>();
        for (String budget : BUDGETS) {
            series.add(
                    series(
                            budget.isEmpty() ? "no spin" : budget.substring(1),
                            series.size(),
                            GAPS,
                            gap ->
                                    table.median(
                                                    new Program(
                                                            "one-way@rate=" + 1_000_000 / gap,
                                                            STRATEGY + budget,
                                                            8),
                                                    CPU)
                                            .map(MeasuredFigures::inMicros)));
        }
        return new LineChart(
                "spin-budgets",
                "CPU time of the waiter per wake, even gaps",
                "A line for each time to spin: CPU time per wake, over gaps." + BANDS,
                Scale.ofSizes("gap between wakes, µs", GAPS),
                Scale.ofValues("µs", 5, 200, MeasuredFigures::micros),
                series);
    }

    private static String timeouts(int micros) {
        return micros == 1000 ? "timeouts" : "timeouts@deadline=" + micros + "us";
    }

    private static Series series(
            String name,
            int style,
            List<Integer> across,
            Function<Integer, Optional<Interval>> value) {
        List<Series.Point> points = new ArrayList<>();
        for (int x : across) {
            value.apply(x).ifPresent(y -> points.add(new Series.Point(x, y)));
        }
        return new Series(name, style, false, points);
    }

    private static Interval inMicros(Interval nanos) {
        return new Interval(nanos.low() / MICRO, nanos.estimate() / MICRO, nanos.high() / MICRO);
    }

    private static String micros(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }
}
