/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SoakCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "soak --minutes 0              | --minutes 0",
                "soak --minutes -1             | --minutes -1",
                "soak --minutes NaN            | --minutes NaN",
                "soak --minutes 1e9            | --minutes 1",
                "soak --minutes soon           | soon",
                "soak --moments -1             | --moments -1",
                "soak --seed x                 | --seed",
                "soak --strategies pigeon      | pigeon",
                "soak --file /dev/null/a.json  | --file",
                "soak --frob                   | --frob"
            })
    void argumentThatCannotBeIsNamedInOneLineWithExitCode2(String arguments, String named) {
        assertThat(run(arguments.split(" +", -1))).isEqualTo(2);
        assertThat(err.toString()).contains(named).endsWith("\n");
        assertThat(err.toString().strip().lines()).hasSize(1);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void fileOfAnotherVersionIsRefused(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("soak.json"), "{\"version\": 99}");
        assertThat(run("soak", "--file", file.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("version 99", file.toString());
        assertThat(file).hasContent("{\"version\": 99}");
    }

    @Test
    void runIsPrintedKeptAndReported(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("soak.json");
        String[] soak = {
            "soak",
            "--minutes",
            "0.03",
            "--seed",
            "5",
            "--moments",
            "1",
            "--strategies",
            "threads",
            "--file",
            file.toString()
        };
        assertThat(run(soak)).as(err::toString).isZero();
        assertThat(out.toString()).contains("seed 5", "nothing lost", file.toString());
        JsonNode kept = JsonMapper.shared().readTree(Files.readString(file));
        assertThat(kept.at("/runs/0/seed").asLong()).isEqualTo(5);
        assertThat(kept.at("/runs/0/counts/ISSUED").asLong()).isPositive();
        out.getBuffer().setLength(0);
        assertThat(run("soak", "--report", "--file", file.toString())).isZero();
        assertThat(out.toString()).startsWith("| kernel").contains("wakes issued");
    }

    private int run(String... arguments) {
        return WaitAnyCommand.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
