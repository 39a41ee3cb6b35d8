/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.report;

import static dev.waitany.bench.results.SampleResults.inC;
import static dev.waitany.bench.results.SampleResults.java;
import static dev.waitany.bench.results.SampleResults.shortened;
import static dev.waitany.bench.results.SampleResults.twin;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.bench.analysis.Analyst;
import dev.waitany.bench.results.MeasuredCell;
import dev.waitany.bench.results.Results;
import dev.waitany.bench.results.SampleResults;
import dev.waitany.bench.workload.Workloads;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextReportTest {
    private static final String W = "ping-pong";

    @Test
    void rowsOfOneSizeAreTogetherWithTheirIntervalsAndAlign() {
        List<String> lines =
                report(
                                java(W, "threads", 1, 12.34),
                                twin(W, "threads", 1, 12.34, 0.01),
                                inC(W, "threads", 1, 12),
                                java(W, "threads", 128, 1234.56))
                        .lines()
                        .toList();
        int at = lines.indexOf(W) + 2;
        String header = lines.get(at);
        assertThat(header).contains("words", "p50", "p99", "CPU", "sleeps/op", "wake to run");
        assertThat(header).doesNotContain("ops/s", "threads/wait", "B/word");
        assertThat(lines.get(at + 1))
                .startsWith("1 ")
                .contains("threads")
                .containsPattern("12\\.\\d \\[12\\.\\d, 12\\.\\d\\]");
        assertThat(lines.get(at + 2)).startsWith("  ").contains("threads again");
        assertThat(lines.get(at + 3)).contains("in C");
        assertThat(lines.get(at + 4)).startsWith("128").hasSameSizeAs(header);
    }

    @Test
    void differenceIsStatedWithItsRatioAndEqualSizesWithTheResolution() {
        String report =
                report(
                        java(W, "ring-armed", 1, 20),
                        twin(W, "ring-armed", 1, 20.1, 0.01),
                        java(W, "syscall-waitv", 1, 20.1),
                        java(W, "ring-armed", 128, 10),
                        twin(W, "ring-armed", 128, 10.1, 0.01),
                        java(W, "syscall-waitv", 128, 25));
        assertThat(report)
                .containsPattern(
                        "At 128 words, ring-armed costs less CPU than syscall-waitv:"
                                + " 0\\.40 × \\[0\\.\\d\\d, 0\\.\\d\\d\\]\\.")
                .containsPattern(
                        "ring-armed and syscall-waitv at 1 word, CPU:"
                                + " no difference seen \\(resolution \\d\\.\\d %\\)\\.")
                .contains("At 128 words, ring-armed is faster than syscall-waitv")
                .contains("Resolution (A/A, CPU per operation)");
        assertThat(report).doesNotContain("too noisy");
    }

    @Test
    void sizesWithTheSameDifferenceUpToTheLargestShareOneSentence() {
        String report =
                report(
                        java(W, "ring-armed", 1, 20),
                        twin(W, "ring-armed", 1, 20, 0.01),
                        java(W, "syscall-waitv", 1, 20),
                        java(W, "ring-armed", 8, 20),
                        twin(W, "ring-armed", 8, 20, 0.01),
                        java(W, "syscall-waitv", 8, 30),
                        java(W, "ring-armed", 128, 20),
                        twin(W, "ring-armed", 128, 20, 0.01),
                        java(W, "syscall-waitv", 128, 50));
        assertThat(report)
                .containsPattern(
                        "From 8 words on, ring-armed costs less CPU than syscall-waitv:"
                                + " 0\\.40 × \\[0\\.\\d\\d, 0\\.\\d\\d\\] at 128\\.");
    }

    @Test
    void differenceAtEverySizeSaysSo() {
        String report =
                report(
                        java(W, "ring-armed", 1, 20),
                        twin(W, "ring-armed", 1, 20, 0.01),
                        java(W, "syscall-waitv", 1, 40),
                        java(W, "ring-armed", 8, 20),
                        twin(W, "ring-armed", 8, 20, 0.01),
                        java(W, "syscall-waitv", 8, 40));
        assertThat(report).contains("At every size, ring-armed costs less CPU than syscall-waitv");
    }

    @Test
    void pairsWithTheSameVerdictShareASentence() {
        String report =
                report(
                        java(W, "syscall-waitv", 8, 20),
                        twin(W, "syscall-waitv", 8, 20.5, 0.01),
                        inC(W, "syscall-waitv", 8, 10),
                        java(W, "ring-armed", 8, 20.1),
                        inC(W, "ring-armed", 8, 10),
                        java(W, "ring-waitv", 8, 20.1),
                        java(W, "ring-cancel", 8, 40),
                        java(W, "threads", 8, 80));
        assertThat(report)
                .containsPattern(
                        "\nAt 8 words, syscall-waitv costs less CPU than ring-cancel: 0\\.5\\d × \\[.*\\],"
                                + " and than threads: 0\\.2\\d × \\[.*\\]\\.\n")
                .contains(
                        "\nsyscall-waitv and each of ring-armed and ring-waitv at 8 words, CPU: no"
                                + " difference seen (resolution ")
                .containsPattern(
                        "\nAt 8 words, syscall-waitv and ring-armed cost more CPU than their"
                                + " references in C: 2\\.0\\d × \\[.*\\], and 2\\.0\\d × \\[.*\\]\\.\n");
    }

    @Test
    void smallRatioHasDigitsThatTellItFromNothing() {
        String report =
                report(
                        java(W, "ring-armed", 8, 20),
                        twin(W, "ring-armed", 8, 20, 0.02),
                        java(W, "ring-cancel", 8, 400),
                        java(W, "threads", 8, 8000));
        assertThat(report).contains("than ring-cancel: 0.050 × [", "than threads: 0.0025 × [");
    }

    @Test
    void resolutionThatSaysNothingHasNoLongNumber() {
        String report =
                report(
                        java(W, "ring-armed", 8, 10),
                        twin(W, "ring-armed", 8, 1000, 0.4),
                        java(W, "syscall-waitv", 8, 25));
        assertThat(report).contains("too noisy to judge (resolution more than 1000 %)");
    }

    @Test
    void crossoverIsNamedWithTheSizesAroundIt() {
        String report =
                report(
                        java(W, "ring-armed", 1, 30),
                        twin(W, "ring-armed", 1, 30, 0.01),
                        java(W, "syscall-waitv", 1, 20),
                        java(W, "ring-armed", 8, 20),
                        twin(W, "ring-armed", 8, 20, 0.01),
                        java(W, "syscall-waitv", 8, 20),
                        java(W, "ring-armed", 128, 20),
                        twin(W, "ring-armed", 128, 20, 0.01),
                        java(W, "syscall-waitv", 128, 50));
        assertThat(report)
                .contains(
                        "syscall-waitv and ring-armed change order between 1 and 128 words: up to 1,"
                                + " syscall-waitv costs less CPU; from 128 on, ring-armed does.");
    }

    @Test
    void noisyRunSaysSoAndStatesNoDifference() {
        String report =
                report(
                        java(W, "ring-armed", 128, 10),
                        twin(W, "ring-armed", 128, 10, 0.4),
                        java(W, "syscall-waitv", 128, 25));
        assertThat(report)
                .contains("This run is too noisy to judge 1 of 1 groups")
                .contains("CPU at 128 words: too noisy to judge (resolution ")
                .doesNotContain("costs less", "is faster");
    }

    @Test
    void groupWhoseTimeEndedEarlySaysSoAndIsNotJudged() {
        String report =
                report(
                        shortened(java(W, "ring-armed", 128, 10), 3),
                        shortened(twin(W, "ring-armed", 128, 10, 0.01), 3),
                        shortened(java(W, "syscall-waitv", 128, 25), 3));
        assertThat(report)
                .contains("ring-armed (3 blocks)", "ring-armed again (3 blocks)")
                .contains("3 of 3 cells have fewer than 5 blocks, because the planned time ended")
                .doesNotContain("costs less", "is faster", "no difference seen");
    }

    @Test
    void cellThatWasNeverSteadyIsMarked() {
        MeasuredCell steady = java(W, "threads", 1, 10);
        MeasuredCell unsteady =
                new MeasuredCell(
                        steady.id(),
                        W,
                        "threads",
                        MeasuredCell.JAVA,
                        false,
                        1,
                        1,
                        null,
                        null,
                        null,
                        null,
                        List.of(new MeasuredCell.WarmUp(0, 90, false)),
                        steady.blocks());
        assertThat(report(unsteady)).contains("1 of 1 cells were not steady", "threads ~");
        assertThat(report(steady)).doesNotContain("~", "not steady");
    }

    @Test
    void partialRunSaysSo() {
        Results r = SampleResults.of(java(W, "threads", 1, 10));
        Results partial =
                new Results(
                        r.schemaVersion(),
                        true,
                        r.plan(),
                        r.environment(),
                        r.conditions(),
                        r.cells(),
                        r.groups(),
                        r.nodes(),
                        r.leftOut(),
                        r.missing(),
                        null);
        assertThat(text(partial)).contains("Partial: the run was interrupted");
        assertThat(text(r)).doesNotContain("Partial");
    }

    @Test
    void targetsSayWhetherTheyAreShownToBeKept() {
        String report =
                report(
                        java("armed-scale", "ring-armed", 1, 10),
                        java("armed-scale", "ring-armed", 128, 10),
                        twin("armed-scale", "ring-armed", 128, 10, 0.01),
                        java("armed-scale", "syscall-waitv", 128, 20),
                        java("armed-scale", "ring-armed", 100_000, 40));
        assertThat(report)
                .contains("ring-armed × 128 / syscall-waitv × 128: 0.50 × [", "], within 0.70")
                .contains("ring-armed × 100000 / ring-armed × 128: 4.0", "], above 1.50");
    }

    @Test
    void whatIsMissingOrLeftOutIsNamedWithItsReason() {
        Results results =
                SampleResults.of(
                        List.of(java("armed-scale", "ring-waitv", 1, 4)),
                        List.of(
                                new Results.LeftOut(
                                        "armed-scale",
                                        "ring-waitv",
                                        List.of(1024, 10_000),
                                        "waits on 1 to 128 words")),
                        List.of(
                                new Results.Missing(
                                        "ring-armed", "io_uring_setup(2): EPERM. Allow it")));
        assertThat(text(results))
                .contains("ring-waitv × 1024, 10000 left out: waits on 1 to 128 words")
                .contains("ring-armed left out: io_uring_setup");
        assertThat(text(SampleResults.of())).contains("Nothing to measure");
    }

    @Test
    void runsAreComparedWithVerdictsInWords() {
        Results run =
                SampleResults.of(
                        java(W, "threads", 1, 20),
                        twin(W, "threads", 1, 20, 0.01),
                        inC(W, "threads", 1, 10));
        Results baseline =
                SampleResults.of(
                        java(W, "threads", 1, 10),
                        twin(W, "threads", 1, 10, 0.01),
                        inC(W, "threads", 1, 10));
        String report = RunsReport.of(run, "new.json", baseline, "old.json");
        assertThat(report)
                .contains("new.json against old.json", "not interleaved")
                .containsPattern("threads +CPU/op +more +2\\.0\\d \\[.*\\] +100 %")
                .containsPattern("threads in C +CPU/op +no difference seen");
        assertThat(RunsReport.of(run, "new.json", SampleResults.of(), "empty.json"))
                .contains("no cell in common");
    }

    private static String report(MeasuredCell... cells) {
        return text(SampleResults.of(cells));
    }

    private static String text(Results results) {
        return TextReport.of(new Analyst(Workloads.all()).analyse(results), Workloads.all());
    }
}
