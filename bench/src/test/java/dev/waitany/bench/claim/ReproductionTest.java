/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.claim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.bench.statistics.Interval;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReproductionTest {
    private static final String COUNT = "kernels --count 7.3";
    private static final String COUNTS =
            """
            {"kernels": [{"kernel": "7.3",
              "cells": [
                {"strategy": "ring-armed", "words": 128, "changed": 1, "sleep": 4000, "wake": 4000},
                {"strategy": "syscall-waitv", "words": 128, "changed": 1, "sleep": 70000, "wake": 10000}],
              "bursts": [{"strategy": "ring-waitv", "words": 32, "woken": 8, "each": 4, "found": 29}]}]}
            """;

    @TempDir private Path folder;
    private final List<List<String>> commands = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({
        "0.09, 0.11, REPRODUCED",
        "0.1, 0.11, NOT_SHOWN",
        "0.2, 0.3, NOT_REPRODUCED",
    })
    void ratioOfCountsIsJudgedByItsWholeInterval(double low, double high, Verdict verdict)
            throws Exception {
        Expectation expected =
                new Expectation(
                        "7.3/ring-armed/128/half-round",
                        "7.3/syscall-waitv/128/half-round",
                        null,
                        List.of(low, high));
        assertThat(judged(COUNTS, claim("a", COUNT, expected)))
                .extracting(Reproduction.Judged::verdict)
                .containsExactly(verdict);
    }

    @ParameterizedTest
    @CsvSource({
        "0.9, 1.2, REPRODUCED",
        "1.01, 1.2, NOT_REPRODUCED",
        "0.8, 0.99, NOT_REPRODUCED",
    })
    void noDifferenceIsRefutedByAnIntervalWithoutOne(double low, double high, Verdict verdict) {
        Expectation none = new Expectation("a/b/1/java", "a/c/1/java", "cpuPerOp", null, true);
        assertThat(none.judge(new Interval(low, (low + high) / 2, high))).isEqualTo(verdict);
    }

    @Test
    void wakesAreCountedExactly() throws Exception {
        Expectation expected =
                new Expectation("7.3/ring-waitv/32/burst-8x4", null, null, List.of(29.0, 29.0));
        assertThat(judged(COUNTS, claim("a", COUNT, expected)).getFirst().verdict())
                .isEqualTo(Verdict.REPRODUCED);
    }

    @Test
    void claimIsAsGoodAsItsWorstExpectation() throws Exception {
        Expectation kept =
                new Expectation("7.3/ring-armed/128/wake", null, null, List.of(0.0, 9000.0));
        Expectation broken =
                new Expectation("7.3/ring-armed/128/wake", null, null, List.of(0.0, 100.0));
        Expectation missing =
                new Expectation("9.9/ring-armed/128/wake", null, null, List.of(0.0, 100.0));
        List<Reproduction.Judged> judged =
                judged(
                        COUNTS,
                        claim("a", COUNT, kept),
                        claim("b", COUNT, kept, missing),
                        claim("c", COUNT, missing, broken));
        assertThat(judged)
                .extracting(Reproduction.Judged::verdict)
                .containsExactly(Verdict.REPRODUCED, Verdict.NOT_MEASURED, Verdict.NOT_REPRODUCED);
        assertThat(judged.getLast().findings())
                .containsExactly(
                        "9.9/ring-armed/128/wake, expected 0 to 100: not measured",
                        "7.3/ring-armed/128/wake, expected 0 to 100,"
                                + " measured 4,000 [3,980, 4,020]: not reproduced");
    }

    @Test
    void claimsWithTheSameCommandShareARun() throws Exception {
        Expectation any =
                new Expectation("7.3/ring-armed/128/wake", null, null, List.of(0.0, 9000.0));
        Claim first = claim("a", COUNT, any);
        Claim second = claim("b", COUNT, any);
        judged(COUNTS, first, second);
        assertThat(commands).containsExactly(List.of("kernels", "--count", "7.3", "--json"));
        assertThat(Reproduction.minutes(List.of(first, second))).isEqualTo(2);
    }

    @Test
    void commandThatLeavesNoFiguresIsNotMeasured() throws Exception {
        Expectation any = new Expectation("a/b/1/java", null, "p50", List.of(0.0, 1.0));
        Reproduction.Judged judged = judged("", claim("a", "compare --quick", any)).getFirst();
        assertThat(judged.verdict()).isEqualTo(Verdict.NOT_MEASURED);
        assertThat(judged.findings().getFirst()).contains("exit code 3");
        assertThat(commands.getFirst()).startsWith("compare", "--quick", "--out");
    }

    @Test
    void timesOfBenchmarksHaveTheIntervalsThatTheyState() throws Exception {
        String run =
                """
                [{"benchmark": "x.NotBlocking.wakeNobody", "params": {"strategy": "threads", "words": "1"},
                  "primaryMetric": {"score": 300, "scoreConfidence": [290, 310]},
                  "secondaryMetrics": {"gc.alloc.rate.norm": {"score": 0, "scoreConfidence": ["NaN", "NaN"]}}}]
                """;
        Path file = Files.writeString(folder.resolve("jmh.json"), run);
        TimedFigures figures = new TimedFigures(file);
        assertThat(
                        figures.of(
                                new Expectation(
                                        "wakeNobody/threads/1", null, "time", List.of(0.0, 1.0))))
                .hasValueSatisfying(i -> assertThat(i.high()).isEqualTo(310));
        assertThat(
                        figures.of(
                                new Expectation(
                                        "wakeNobody/threads/1",
                                        null,
                                        "gc.alloc.rate.norm",
                                        List.of(0.0, 0.0))))
                .hasValueSatisfying(i -> assertThat(i.high()).isZero());
    }

    private List<Reproduction.Judged> judged(String output, Claim... claims) throws Exception {
        Reproduction.Runner runner =
                (arguments, file) -> {
                    commands.add(arguments);
                    write(file, output);
                    return output.isEmpty() ? 3 : 0;
                };
        return new Reproduction(runner, folder, _ -> {}).of(List.of(claims));
    }

    private static void write(Path file, String output) throws IOException {
        Files.writeString(file, output);
    }

    private static Claim claim(String name, String command, Expectation... expected) {
        return new Claim(name, "README.md", "s", command, 2, List.of(expected), null);
    }
}
