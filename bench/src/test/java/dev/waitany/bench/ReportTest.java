/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.Support;
import java.util.List;
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
        String header = lines.get(2);
        assertThat(header).contains("words", "p50", "p99", "CPU", "bytes", "syscalls", "C trip");
        assertThat(lines.get(3)).startsWith("threads").contains("12.3", "1.10", "1.25");
        assertThat(lines.get(4)).startsWith("       ").contains("1234.6").hasSameSizeAs(header);
    }

    @Test
    void ratioWithoutCAndUncountedCallsAreDashes() {
        String row = lines(result("threads", 1, 12_340, null)).get(3);
        assertThat(row.strip().split(" +")).endsWith("-", "-", "-");
    }

    @Test
    void missingStrategyIsNamedWithItsReason() {
        String report = Report.of(results(List.of(), List.of(MISSING)));
        assertThat(report).contains("Nothing to measure", "ring-armed left out: io_uring_setup");
    }

    @Test
    void jsonOfAnAbsentRatioIsNull() {
        Results.Result result = result("threads", 1, 12_340, null);
        assertThat(Json.write(results(List.of(result), List.of())))
                .contains("\"ratioToC\" : null", "\"syscallsPerOp\" : null");
    }

    @Test
    void selectionNamesWhatDoesNotWorkHereAndMeasuresTheRest() {
        List<Support> found =
                List.of(
                        Support.missing("ring-armed", "io_uring_setup(2): EPERM", "Allow it"),
                        Support.available("threads", "futex(2) works everywhere"));
        Selection selection = Selection.of(found, List.of(), List.of(1, 8, 1), "ping-pong");
        assertThat(selection.missing()).containsExactly(MISSING);
        assertThat(selection.cells())
                .containsExactly(
                        new Cell("ping-pong", "threads", 1), new Cell("ping-pong", "threads", 8));
    }

    private static List<String> lines(Results.Result... results) {
        return Report.of(results(List.of(results), List.of())).lines().toList();
    }

    private static Results results(List<Results.Result> results, List<Results.Missing> missing) {
        return new Results(Environment.capture(false), results, missing);
    }

    private static Results.Result result(
            String strategy, int words, long p50, Results.@Nullable Ratio ratio) {
        return new Results.Result(
                "ping-pong",
                strategy,
                words,
                1000,
                new Results.RoundTrip(p50, p50, p50, p50),
                5000.0,
                0.0,
                null,
                ratio);
    }
}
