/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waitany.Support;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReportTest {
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
        String report = Report.of(results(List.of(), List.of(MISSING)));
        assertThat(report).contains("Nothing to measure", "ring-armed left out: io_uring_setup");
    }

    @Test
    void targetsAreRatiosOfCpuPerWakeAndSayWhetherTheyAreKept() {
        List<Results.Result> results =
                List.of(
                        armed("syscall-waitv", 128, 10_000, null),
                        armed("ring-armed", 1, 4_000, null),
                        armed("ring-armed", 128, 5_000, null),
                        armed("ring-armed", 100_000, 6_000, new Results.Memory(140, 266, 453)));
        List<Results.Target> targets = Targets.of(results);
        assertThat(targets)
                .containsExactly(
                        new Results.Target(
                                "ring-armed × 128 / syscall-waitv × 128", 0.5, 0.70, null),
                        new Results.Target("ring-armed × 128 / ring-armed × 1", 1.25, 1.15, null),
                        new Results.Target(
                                "ring-armed × 100000 / ring-armed × 128", 1.2, 1.5, null));
        assertThat(Targets.of(results.subList(0, 2))).as("nothing to divide").isEmpty();
        assertThat(report(results))
                .contains("syscall-waitv × 128: 0.50, within 0.70")
                .contains("ring-armed × 1: 1.25, above 1.15")
                .contains("heap B/word", "140", "266", "453");
    }

    @Test
    void targetHasTheRatioOfCBesideIt() {
        List<Results.Result> results =
                List.of(
                        armed("syscall-waitv", 128, 10_000, null, new Results.Ratio(1, 1.25)),
                        armed("ring-armed", 128, 5_000, null, new Results.Ratio(1, 1)));
        assertThat(Targets.of(results))
                .containsExactly(
                        new Results.Target(
                                "ring-armed × 128 / syscall-waitv × 128", 0.5, 0.70, 0.625));
        assertThat(report(results)).contains("0.50, within 0.70 (C: 0.63)");
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
                        Report.of(
                                new Results(
                                        Environment.capture(false),
                                        results,
                                        List.of(),
                                        List.of(left),
                                        List.of())))
                .contains("ring-waitv × 1024, 10000 left out: waits on 1 to 128 words");
    }

    @Test
    void jsonOfAnAbsentRatioIsNull() {
        Results.Result result = result("threads", 1, 12_340, null);
        assertThat(Json.write(results(List.of(result), List.of())))
                .contains("\"ratioToC\" : null", "\"syscallsPerOp\" : null");
    }

    @Test
    void selectionNamesWhatDoesNotWorkHereAndMeasuresTheRest() throws Exception {
        Selection selection = select(List.of(1, 8, 1), new PingPong());
        assertThat(selection.missing()).containsExactly(MISSING);
        assertThat(selection.cells())
                .containsExactly(
                        new Cell("ping-pong", "threads", 1), new Cell("ping-pong", "threads", 8));
    }

    @Test
    void selectionLeavesOutSizesBeyondAStrategyAndRefusesThemWhereAskedFor() throws Exception {
        Selection selection = select(List.of(), new ArmedScale());
        assertThat(selection.cells().stream().map(Cell::size)).containsExactly(1, 8, 128, 1024);
        assertThat(selection.leftOut())
                .containsExactly(
                        new Results.LeftOut(
                                "armed-scale",
                                "threads",
                                List.of(10_000, 100_000),
                                "waits on 1 to 1024 words"));
        assertThatThrownBy(() -> select(List.of(1025), new ArmedScale()))
                .isInstanceOf(BadArgumentException.class)
                .hasMessage("1025 words: threads waits on 1 to 1024 words");
    }

    private static Selection select(List<Integer> sizes, Workload workload) throws Exception {
        List<Support> found =
                List.of(
                        Support.missing("ring-armed", "io_uring_setup(2): EPERM", "Allow it"),
                        Support.available("threads", "futex(2) works everywhere"));
        return Selection.of(found, List.of(), Map.of("words", sizes), List.of(workload));
    }

    private static List<String> lines(Results.Result... results) {
        return report(List.of(results)).lines().toList();
    }

    private static String report(List<Results.Result> results) {
        return Report.of(results(results, List.of()));
    }

    private static Results results(List<Results.Result> results, List<Results.Missing> missing) {
        return new Results(
                Environment.capture(false), results, Targets.of(results), List.of(), missing);
    }

    private static Results.Result result(
            String strategy, int words, long p50, Results.@Nullable Ratio ratio) {
        return result("ping-pong", strategy, words, p50, 5000, null, ratio);
    }

    private static Results.Result armed(
            String strategy, int words, double cpu, Results.@Nullable Memory memory) {
        return armed(strategy, words, cpu, memory, null);
    }

    private static Results.Result armed(
            String strategy,
            int words,
            double cpu,
            Results.@Nullable Memory memory,
            Results.@Nullable Ratio ratio) {
        return result("armed-scale", strategy, words, 12_340, cpu, memory, ratio);
    }

    private static Results.Result result(
            String workload,
            String strategy,
            int words,
            long p50,
            double cpu,
            Results.@Nullable Memory memory,
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
