/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.waitany.Support;
import dev.waitany.WaitAny;
import dev.waitany.bench.measure.Workload;
import dev.waitany.bench.workload.Workloads;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
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
                .contains("--strategies", "--words", "--workload", "--out")
                .contains(Workloads.all().stream().map(Workload::name).toList());
        assertThat(run("doctor", "--help")).isZero();
        assertThat(out.toString()).contains("--json");
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
        JsonNode results =
                JsonMapper.shared().readTree(Files.readString(folder.resolve("results.json")));
        assertThat(results.get("environment").get("cores").asInt()).isPositive();
        assertThat(results.at("/environment/cReference").isBoolean()).isTrue();
        assertThat(results.get("results").size()).isEqualTo(2);
        JsonNode second = results.get("results").get(1);
        assertThat(second.get("workload").asString()).isEqualTo("ping-pong");
        assertThat(second.get("strategy").asString()).isEqualTo("threads");
        assertThat(second.get("words").asInt()).isEqualTo(2);
        assertThat(second.get("operations").asLong()).isPositive();
        JsonNode trip = second.get("roundTripNanos");
        assertThat(trip.get("p50").asLong())
                .isPositive()
                .isLessThanOrEqualTo(trip.get("p90").asLong());
        assertThat(trip.get("p99").asLong()).isLessThanOrEqualTo(trip.get("max").asLong());
        assertThat(second.get("cpuNanosPerOp").asDouble()).isPositive();
        assertThat(second.get("syscallsPerOp").asDouble()).isGreaterThan(2);
        assertThat(second.has("bytesPerOp")).isTrue();
        assertThat(second.get("percentiles").size()).isGreaterThan(8);
        assertThat(second.get("ratioToC").isNull())
                .isNotEqualTo(results.at("/environment/cReference").asBoolean());
        assertThat(out.toString()).contains("threads", "p50", "results.json", "report.html");
        assertThat(Files.readString(folder.resolve("report.html")))
                .startsWith("<!doctype html>")
                .contains("\"strategy\":\"threads\"");
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
        JsonNode results =
                JsonMapper.shared().readTree(Files.readString(folder.resolve("results.json")));
        assertThat(results.get("results").size()).isEqualTo(4);
        JsonNode second = results.get("results").get(1);
        assertThat(second.get("workload").asString()).isEqualTo("async");
        assertThat(second.get("strategy").asString()).isEqualTo("Condition");
        assertThat(second.get("words").asInt()).isEqualTo(4);
        assertThat(second.get("pending").asInt()).isEqualTo(3);
        assertThat(second.get("threadsPerWait").asDouble()).isEqualTo(1);
        assertThat(second.get("operationsPerSecond").asDouble()).isPositive();
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
        JsonNode results =
                JsonMapper.shared().readTree(Files.readString(folder.resolve("results.json")));
        JsonNode large = results.get("results").get(2);
        assertThat(large.get("words").asInt()).isEqualTo(10_000);
        assertThat(large.at("/bytesPerWord/heap").asDouble()).isBetween(50.0, 1000.0);
        assertThat(large.at("/bytesPerWord/resident").asDouble()).isGreaterThan(128);
        assertThat(results.at("/results/0/bytesPerWord").isNull()).isTrue();
        assertThat(results.at("/targets/0/figure").asString())
                .isEqualTo("ring-armed × 128 / ring-armed × 1");
        assertThat(results.at("/targets/0/ratio").asDouble()).isPositive();
        assertThat(out.toString()).contains("heap B/word", "CPU per wake, ring-armed × 128");
    }

    private int run(String... arguments) {
        CommandLine line = WaitAnyCommand.commandLine();
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }
}
