/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.waitany.Support;
import dev.waitany.WaitAny;
import dev.waitany.bench.claim.Claim;
import dev.waitany.bench.claim.ClaimsFile;
import dev.waitany.bench.measure.Workload;
import dev.waitany.bench.results.Analysis;
import dev.waitany.bench.results.Block;
import dev.waitany.bench.results.BlockFigures;
import dev.waitany.bench.results.MeasuredCell;
import dev.waitany.bench.results.Results;
import dev.waitany.bench.results.ResultsFile;
import dev.waitany.bench.workload.Workloads;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CommandLineTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "compare --frob                 | --frob",
                "compare --strategies pigeon    | pigeon",
                "compare --words 0              | 0",
                "compare --words 1,129          | 129",
                "compare --words many           | many",
                "compare --words -3             | -3",
                "compare --workload sleep       | sleep",
                "compare --pending 0            | 0",
                "compare --pending 2001 --workload async --strategies Condition | 2001",
                "compare --strategies           | --strategies",
                "compare --threads 0            | --threads 0",
                "compare --workload one-way@rat=1 | rat",
                "compare --workload one-way --rate 0 | rate",
                "compare --workload ping-pong --rate 10 | --rate: no chosen workload has it",
                "compare --deadline 5           | deadline",
                "compare --placement moon       | moon",
                "compare --set skew             | --set",
                "compare --set frob=1           | --frob",
                "compare --burst 1,,2           | --burst",
                "compare --experiment none.yaml | none.yaml: neither a file nor one of",
                "compare --experiment quick --words 1 | --experiment",
                "compare --forks 0              | --forks 0",
                "compare --seed now             | --seed",
                "compare --resume --quick       | --quick",
                "compare --resume --out none    | none/results.json: there is no such file",
                "compare --baseline none.json   | none.json: there is no such file",
                "compare --shard 4/4            | 4/4",
                "compare --shard half           | half",
                "compare --shard 0/99999 --out none | only",
                "compare --resume --shard 0/2   | --shard",
                "merge none                     | none: there is no such folder",
                "merge src                      | src: no shard-I-of-N/results.json is there",
                "report none.json               | none.json: there is no such file",
                "report                         | FILE",
                "reproduce none                 | no claim is called \"none\"",
                "reproduce --all none           | --all",
                "reproduce --claims none.yaml   | none.yaml: there is no such file",
                "reproduce --claims pom.xml     | : not YAML",
                "compete                        | compete",
                "doctor --yaml                  | --yaml"
            })
    void argumentThatCannotBeIsNamedInOneLineWithExitCode2(String arguments, String named) {
        assertThat(run(arguments.split(" ", -1))).isEqualTo(2);
        assertThat(err.toString()).contains(named).endsWith("\n");
        assertThat(err.toString().strip().lines()).hasSize(1);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void outThatIsAFileIsRefused(@TempDir Path folder) throws Exception {
        Path file = Files.createFile(folder.resolve("results"));
        assertThat(run("compare", "--out", file.toString())).isEqualTo(2);
        assertThat(err.toString()).contains(file.toString());
    }

    @Test
    void outBelowAFileIsRefused(@TempDir Path folder) throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        assertThat(run("compare", "--out", file.resolve("results").toString())).isEqualTo(2);
        assertThat(err.toString()).contains("--out", file.toString());
        assertThat(err.toString().strip().lines()).hasSize(1);
    }

    @Test
    void eachCommandHasHelp() {
        assertThat(run("compare", "--help")).isZero();
        assertThat(out.toString())
                .contains(
                        "--strategies",
                        "--words",
                        "--workload",
                        "--out",
                        "--forks",
                        "--resume",
                        "--baseline")
                .contains(Workloads.all().stream().map(Workload::name).toList());
        assertThat(run("doctor", "--help")).isZero();
        assertThat(out.toString()).contains("--json");
    }

    @Test
    void claimsAreListedWithTheirTimes() {
        assertThat(run("reproduce")).isZero();
        assertThat(out.toString())
                .contains("README.md", " min", "All take about")
                .contains(ClaimsFile.shipped().read().stream().map(Claim::name).toList());
    }

    @Test
    void helpListsTheCommands() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains("compare", "doctor", "verify");
    }

    @Test
    void doctorTellsOfEveryStrategy() {
        assertThat(run("doctor")).isZero();
        assertThat(out.toString())
                .contains("kernel", "open()")
                .contains(WaitAny.strategies().stream().map(Support::strategy).toList());
    }

    @Test
    void doctorsJsonHasEnvironmentAndSupport() {
        assertThat(run("doctor", "--json")).isZero();
        JsonNode report = JsonMapper.shared().readTree(out.toString());
        assertThat(report.at("/environment/kernel").asString())
                .isEqualTo(System.getProperty("os.version"));
        assertThat(report.get("strategies").size())
                .isEqualTo(WaitAny.strategies().size())
                .isPositive();
        assertThat(report.at("/strategies/0/available").isBoolean()).isTrue();
    }

    @Test
    void compareWritesTheResultsAndPrintsTheTable(@TempDir Path folder) throws Exception {
        assertThat(
                        run(
                                "compare",
                                "--quick",
                                "--strategies",
                                "threads",
                                "--workload",
                                "ping-pong,ping-pong",
                                "--words",
                                "1,2,1",
                                "--out",
                                folder.toString()))
                .as(err::toString)
                .isZero();
        Results results = new ResultsFile(folder.resolve("results.json")).read();
        assertThat(results.partial()).isFalse();
        assertThat(results.environment().cores()).isPositive();
        boolean hasC = results.environment().cReference();
        assertThat(results.cells())
                .extracting(MeasuredCell::id)
                .contains(
                        "ping-pong/threads/1/java",
                        "ping-pong/threads/1/java/twin",
                        "ping-pong/threads/2/java")
                .hasSize(hasC ? 6 : 4);
        assertThat(results.cells())
                .allSatisfy(
                        cell -> {
                            assertThat(cell.blocks())
                                    .hasSizeGreaterThanOrEqualTo(5)
                                    .extracting(Block::round)
                                    .doesNotHaveDuplicates();
                            assertThat(cell.blocks())
                                    .allSatisfy(b -> assertIsPlausible(b.figures()));
                        });
        assertThat(order(results)).as("of the first group's rounds").hasSizeGreaterThan(1);
        MeasuredCell first = results.cells().getFirst();
        assertThat(first.syscallsPerOp()).isGreaterThan(2);
        assertThat(results.analysis()).isNotNull();
        assertThat(out.toString())
                .contains("threads again", "p50", "Resolution (A/A")
                .contains("results.json", "results.csv", "report.html");
        assertThat(Files.readString(folder.resolve("report.html")))
                .startsWith("<!doctype html>")
                .contains("data-cell=\"ping-pong/threads/1/java\"");
        assertThat(Files.readString(folder.resolve("results.csv"))).contains("ping-pong,threads,");
        String file = folder.resolve("results.json").toString();
        Path figures = folder.resolve("figures");
        assertThat(run("report", file, "--svg", figures.toString())).as(err::toString).isZero();
        assertThat(figures.resolve("ping-pong-cpuPerOp.svg")).isNotEmptyFile();
        Path page = folder.resolve("runs.html");
        assertThat(run("report", file, file, "--html", page.toString())).isZero();
        assertThat(page).content().contains("Runs compared");
        assertThat(run("compare", "--resume", "--out", folder.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("--resume", "has ended");
    }

    private static void assertIsPlausible(BlockFigures figures) {
        BlockFigures.Percentiles latency = figures.latency();
        assertThat(figures.operations()).isPositive();
        assertThat(latency.p10()).isPositive().isLessThanOrEqualTo(latency.p50());
        assertThat(latency.p99()).isLessThanOrEqualTo(latency.max());
        assertThat(figures.cpuNanos()).isGreaterThan(figures.waiterCpuNanos());
        assertThat(figures.voluntarySwitches()).isGreaterThan(figures.operations());
        BlockFigures.Phases phases = Objects.requireNonNull(figures.phases());
        assertThat(phases.wakeToRun().p50()).isPositive().isLessThanOrEqualTo(latency.max());
    }

    /** Returns the different positions that the first cell had in its rounds. */
    private static Set<Integer> order(Results results) {
        return results.cells().getFirst().blocks().stream()
                .map(Block::position)
                .collect(Collectors.toSet());
    }

    @Test
    void groupsAreMeasuredWithTheirBaselines(@TempDir Path folder) throws Exception {
        String[] arguments = {
            "compare",
            "--quick",
            "--strategies",
            "threads,Condition",
            "--pending",
            "3",
            "--workload",
            "async,virtual-threads",
            "--out",
            folder.toString()
        };
        assertThat(run(arguments)).as(err::toString).isZero();
        Results results = new ResultsFile(folder.resolve("results.json")).read();
        assertThat(results.cells().stream().filter(MeasuredCell::isSubject)).hasSize(4);
        MeasuredCell condition =
                results.cells().stream()
                        .filter(c -> c.id().equals("async/Condition/3/java"))
                        .findFirst()
                        .orElseThrow();
        assertThat(condition.words()).isEqualTo(4);
        assertThat(condition.pending()).isEqualTo(3);
        assertThat(condition.threadsPerWait()).isEqualTo(1);
        assertThat(condition.blocks())
                .allSatisfy(b -> assertThat(b.figures().perSecond()).isPositive());
        assertThat(out.toString()).contains("pending", "threads/wait", "ops/s", "virtual-threads");
    }

    @Test
    void armedScaleMeasuresMemoryOfLargeSetsAndStatesItsTargets(@TempDir Path folder)
            throws Exception {
        assumeTrue(
                WaitAny.strategies().stream()
                        .anyMatch(s -> s.strategy().equals("ring-armed") && s.available()),
                "ring-armed does not work here");
        assertThat(
                        run(
                                "compare",
                                "--quick",
                                "--strategies",
                                "ring-armed",
                                "--workload",
                                "armed-scale",
                                "--words",
                                "1,128,10000",
                                "--out",
                                folder.toString()))
                .as(err::toString)
                .isZero();
        Results results = new ResultsFile(folder.resolve("results.json")).read();
        MeasuredCell.BytesPerWord memory = Objects.requireNonNull(memory(results, 10_000));
        assertThat(memory.heap()).isBetween(50.0, 1000.0);
        assertThat(memory.resident()).isGreaterThan(128);
        assertThat(memory(results, 1)).isNull();
        Analysis analysis = Objects.requireNonNull(results.analysis());
        assertThat(analysis.targets())
                .singleElement()
                .satisfies(
                        t -> {
                            assertThat(t.figure()).isEqualTo("ring-armed × 128 / ring-armed × 1");
                            assertThat(t.ratio().estimate()).isPositive();
                            assertThat(t.ratioInC() != null)
                                    .isEqualTo(results.environment().cReference());
                        });
        assertThat(out.toString()).contains("heap B/word", "CPU per operation, ring-armed × 128");
    }

    @Test
    void runWhoseTimeIsTooShortNamesEachCellThatItLeavesOut(@TempDir Path folder) throws Exception {
        Path experiment =
                Files.writeString(
                        folder.resolve("short.yaml"),
                        """
                        about: What can be measured in 6 ms?
                        quick: true
                        minutes: 0.0001
                        strategies: threads
                        measure:
                          - {workload: ping-pong, sizes: [1, 2]}
                        """);
        String out = folder.toString();
        assertThat(run("compare", "--experiment", experiment.toString(), "--out", out))
                .as("nothing was measured")
                .isEqualTo(1);
        assertThat(err.toString()).contains("measures 2 groups × 1 forks in 0 min 0 s");
        assertThat(this.out.toString())
                .contains("threads × 1 left out: the planned time had ended")
                .contains("threads × 2 left out: the planned time had ended");
        assertThat(new ResultsFile(folder.resolve("results.json")).read().leftOut()).hasSize(2);
    }

    private static MeasuredCell.@Nullable BytesPerWord memory(Results results, int size) {
        return results.cells().stream()
                .filter(c -> c.isSubject() && c.size() == size)
                .findFirst()
                .orElseThrow()
                .bytesPerWord();
    }

    private int run(String... arguments) {
        CommandLine line = WaitAnyCommand.commandLine();
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }
}
