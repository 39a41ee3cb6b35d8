/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.bench.measure.Environment;
import dev.waitany.bench.measure.Results;
import dev.waitany.bench.workload.Workloads;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TextReportTest {
    private static final Results.Missing MISSING =
            new Results.Missing("ring-armed", "io_uring_setup(2): EPERM. Allow it");

    @Test
    void strategyIsNamedOnceAndItsRowsAlign() {
        List<String> lines =
                lines(
                        result("threads", 1, 12_340, new Results.Ratio(1.1, 1.25)),
                        result("threads", 128, 1_234_560, new Results.Ratio(1, 1)));
        assertThat(lines.get(2)).isEqualTo("ping-pong");
        String header = lines.get(4);
        assertThat(header).contains("words", "p50", "p99", "CPU", "bytes", "C trip");
        assertThat(lines.get(5)).startsWith("threads").contains("12.3", "1.10", "1.25");
        assertThat(lines.get(6)).startsWith("       ").contains("1234.6").hasSameSizeAs(header);
    }

    @Test
    void figureThatARowLacksIsADashAndOneThatAllLackIsNoColumn() {
        List<String> lines =
                lines(
                        result("threads", 1, 12_340, new Results.Ratio(1.1, 1.25)),
                        result("threads", 8, 12_340, null));
        assertThat(lines.get(4)).doesNotContain("syscalls", "ops/s", "B/word");
        assertThat(lines.get(6).strip().split(" +")).endsWith("-", "-");
    }

    @Test
    void missingStrategyIsNamedWithItsReason() {
        String report = TextReport.of(results(List.of(), List.of(MISSING)), Workloads.all());
        assertThat(report).contains("Nothing to measure", "ring-armed left out: io_uring_setup");
    }

    @Test
    void targetsSayWhetherTheyAreKept() {
        List<Results.Result> results =
                List.of(armed("ring-armed", 128, 5_000, new Results.BytesPerWord(140, 266, 453)));
        List<Results.Target> targets =
                List.of(
                        new Results.Target("armed-scale", "a × 128 / b × 128", 0.5, 0.70, 0.625),
                        new Results.Target("armed-scale", "a × 128 / a × 1", 1.25, 1.15, null),
                        new Results.Target("ping-pong", "c × 1 / d × 1", 1.0, 2.0, null));
        String report =
                TextReport.of(
                        new Results(
                                Environment.capture(false), results, targets, List.of(), List.of()),
                        Workloads.all());
        assertThat(report)
                .contains("b × 128: 0.50, within 0.70 (C: 0.63)")
                .contains("a × 1: 1.25, above 1.15 (C: -)")
                .contains("heap B/word", "140", "266", "453");
        assertThat(report).as("a workload that was not measured").doesNotContain("c × 1");
    }

    @Test
    void sizesThatAStrategyIsNotMeasuredAtAreNamedBelowItsWorkload() {
        Results.LeftOut left =
                new Results.LeftOut(
                        "armed-scale",
                        "ring-waitv",
                        List.of(1024, 10_000),
                        "waits on 1 to 128 words");
        List<Results.Result> results = List.of(armed("ring-waitv", 1, 4_000, null));
        assertThat(
                        TextReport.of(
                                new Results(
                                        Environment.capture(false),
                                        results,
                                        List.of(),
                                        List.of(left),
                                        List.of()),
                                Workloads.all()))
                .contains("ring-waitv × 1024, 10000 left out: waits on 1 to 128 words");
    }

    @Test
    void jsonOfAnAbsentRatioIsNull() {
        Results.Result result = result("threads", 1, 12_340, null);
        assertThat(Json.write(results(List.of(result), List.of())))
                .contains("\"ratioToC\" : null", "\"syscallsPerOp\" : null");
    }

    private static List<String> lines(Results.Result... results) {
        return report(List.of(results)).lines().toList();
    }

    private static String report(List<Results.Result> results) {
        return TextReport.of(results(results, List.of()), Workloads.all());
    }

    private static Results results(List<Results.Result> results, List<Results.Missing> missing) {
        return new Results(Environment.capture(false), results, List.of(), List.of(), missing);
    }

    private static Results.Result result(
            String strategy, int words, long p50, Results.@Nullable Ratio ratio) {
        return result("ping-pong", strategy, words, p50, 5000, null, ratio);
    }

    private static Results.Result armed(
            String strategy, int words, double cpu, Results.@Nullable BytesPerWord memory) {
        return result("armed-scale", strategy, words, 12_340, cpu, memory, null);
    }

    private static Results.Result result(
            String workload,
            String strategy,
            int words,
            long p50,
            double cpu,
            Results.@Nullable BytesPerWord memory,
            Results.@Nullable Ratio ratio) {
        return new Results.Result(
                workload,
                strategy,
                words,
                null,
                null,
                1000,
                new Results.RoundTrip(p50, p50, p50, p50),
                List.of(new Results.Percentile(50, p50)),
                cpu,
                0.0,
                null,
                null,
                memory,
                ratio);
    }
}
