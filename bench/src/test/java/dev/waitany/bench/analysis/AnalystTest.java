/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.analysis;

import static dev.waitany.bench.results.SampleResults.inC;
import static dev.waitany.bench.results.SampleResults.java;
import static dev.waitany.bench.results.SampleResults.twin;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.bench.results.Analysis;
import dev.waitany.bench.results.Figure;
import dev.waitany.bench.results.MeasuredCell;
import dev.waitany.bench.results.Results;
import dev.waitany.bench.results.SampleResults;
import dev.waitany.bench.statistics.Interval;
import dev.waitany.bench.statistics.Verdict;
import dev.waitany.bench.workload.Workloads;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class AnalystTest {
    private static final String W = "armed-scale";

    @Test
    void eachFigureHasItsMedianWithinItsInterval() {
        Analysis analysis = analyse(java(W, "best", 128, 20));
        Interval cpu =
                Objects.requireNonNull(analysis.figure(W + "/best/128/java", Figure.CPU_PER_OP));
        assertThat(cpu.estimate()).isBetween(19_800.0, 20_200.0);
        assertThat(cpu.low()).isLessThanOrEqualTo(cpu.estimate());
        assertThat(cpu.high()).isGreaterThan(cpu.low());
        assertThat(analysis.figure(W + "/best/128/java", Figure.PER_SECOND)).isNull();
        assertThat(analysis.figure(W + "/best/128/java", Figure.WAKE_TO_RUN)).isNotNull();
    }

    @Test
    void strategiesOfOneSizeAreComparedAndJudgedByTheirAaPair() {
        Analysis analysis =
                analyse(
                        java(W, "best", 128, 20),
                        twin(W, "best", 128, 20.2, 0.01),
                        java(W, "other", 128, 40),
                        java(W, "equal", 128, 20.1),
                        java(W, "other", 8, 99));
        Analysis.Comparison better = comparison(analysis, "best/128/java", "other/128/java");
        assertThat(better.verdict()).isEqualTo(Verdict.LESS);
        assertThat(better.ratio().estimate()).isBetween(0.49, 0.51);
        assertThat(comparison(analysis, "best/128/java", "equal/128/java").verdict())
                .isEqualTo(Verdict.NO_DIFFERENCE);
        assertThat(analysis.comparisons())
                .as("sizes were not interleaved, and a twin is no contestant")
                .noneMatch(c -> c.against().contains("/8/") || c.against().contains("twin"));
    }

    @Test
    void groupWithANoisyAaPairJudgesNothing() {
        Analysis analysis =
                analyse(
                        java(W, "best", 128, 20),
                        twin(W, "best", 128, 20, 0.3),
                        java(W, "other", 128, 40));
        assertThat(analysis.resolutions()).allMatch(Analysis.PairResolution::tooNoisy);
        assertThat(comparison(analysis, "best/128/java", "other/128/java").verdict())
                .isEqualTo(Verdict.TOO_NOISY);
    }

    @Test
    void withoutAnAaPairThereIsNoVerdict() {
        Analysis analysis = analyse(java(W, "best", 128, 20), java(W, "other", 128, 40));
        assertThat(comparison(analysis, "best/128/java", "other/128/java").verdict()).isNull();
    }

    @Test
    void javaIsComparedWithItsReferenceByCsOwnBlocks() {
        Analysis analysis =
                analyse(
                        java(W, "best", 128, 20),
                        twin(W, "best", 128, 20.2, 0.01),
                        inC(W, "best", 128, 10),
                        java(W, "other", 128, 40),
                        inC(W, "other", 128, 39.9));
        assertThat(comparison(analysis, "best/128/java", "best/128/c").ratio().estimate())
                .isBetween(1.95, 2.05);
        assertThat(comparison(analysis, "other/128/java", "other/128/c").verdict())
                .isEqualTo(Verdict.NO_DIFFERENCE);
        assertThat(analysis.comparisons())
                .as("another strategy's reference")
                .noneMatch(
                        c ->
                                c.cell().equals(W + "/best/128/java")
                                        && c.against().equals(W + "/other/128/c"));
    }

    @Test
    void targetIsKeptOnlyIfItsWholeIntervalIs() {
        assertThat(target(10, 0.01)).isEqualTo(Analysis.Outcome.KEPT);
        assertThat(target(20, 0.01)).isEqualTo(Analysis.Outcome.MISSED);
        assertThat(target(14, 0.01)).as("0.70 ± 0.01").isEqualTo(Analysis.Outcome.NOT_SHOWN);
        assertThat(target(10, 0.4)).isEqualTo(Analysis.Outcome.TOO_NOISY);
    }

    @Test
    void cellWithoutBlocksIsLeftOut() {
        MeasuredCell cell = java(W, "best", 128, 20);
        MeasuredCell empty =
                new MeasuredCell(
                        "x",
                        W,
                        "other",
                        MeasuredCell.JAVA,
                        false,
                        128,
                        128,
                        null,
                        null,
                        null,
                        null,
                        java.util.List.of(),
                        java.util.List.of());
        assertThat(analyse(cell, empty).figures()).containsOnlyKeys(cell.id());
    }

    @Test
    void runsAreComparedCellByCell() {
        Results run =
                SampleResults.of(
                        java(W, "best", 128, 20),
                        twin(W, "best", 128, 20, 0.01),
                        java(W, "new", 128, 9));
        Results baseline =
                SampleResults.of(java(W, "best", 128, 40), twin(W, "best", 128, 40, 0.01));
        assertThat(RunDifference.of(run, baseline))
                .hasSize(2)
                .allSatisfy(d -> assertThat(d.cell().strategy()).isEqualTo("best"))
                .allSatisfy(d -> assertThat(d.ratio().estimate()).isBetween(0.49, 0.51))
                .allSatisfy(d -> assertThat(d.verdict()).isEqualTo(Verdict.LESS));
        assertThat(RunDifference.of(run, run))
                .allSatisfy(d -> assertThat(d.verdict()).isEqualTo(Verdict.NO_DIFFERENCE));
    }

    /** The target of armed-scale: ring-armed × 128 against syscall-waitv × 128, at most 0.70. */
    private static Analysis.Outcome target(double armedMicros, double noise) {
        Analysis analysis =
                analyse(
                        java(W, "ring-armed", 128, armedMicros),
                        twin(W, "ring-armed", 128, armedMicros, noise),
                        java(W, "syscall-waitv", 128, 20));
        return analysis.targets().getFirst().outcome();
    }

    private static Analysis.Comparison comparison(Analysis analysis, String cell, String against) {
        return analysis.comparisons().stream()
                .filter(c -> c.figure() == Figure.CPU_PER_OP)
                .filter(c -> c.cell().equals(W + "/" + cell))
                .filter(c -> c.against().equals(W + "/" + against))
                .findFirst()
                .orElseThrow();
    }

    private static Analysis analyse(MeasuredCell... cells) {
        java.util.List<dev.waitany.bench.measure.Workload> workloads =
                java.util.Arrays.stream(cells).anyMatch(c -> c.strategy().equals("ring-armed"))
                        ? Workloads.all()
                        : java.util.List.of();
        return Objects.requireNonNull(
                new Analyst(workloads).analyse(SampleResults.of(cells)).analysis());
    }
}
