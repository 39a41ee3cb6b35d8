/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.bench.results.MeasuredCell;
import dev.waitany.bench.results.Results;
import dev.waitany.bench.results.ResultsFile;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Shards of a short run, measured one after the other, and merged. */
@Timeout(150)
class ShardRunTest {
    @TempDir private Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void shardsThatAreStartedTwiceAreMeasuredOnceAndMerged() throws Exception {
        assertThat(compare("0/2", "7")).as(err::toString).isZero();
        Path first = folder.resolve("shard-0-of-2/results.json");
        FileTime written = Files.getLastModifiedTime(first);
        assertThat(compare("0/2", "7")).as(err::toString).isZero();
        assertThat(Files.getLastModifiedTime(first)).isEqualTo(written);
        assertThat(out.toString()).contains("shard 0/2 is measured already");

        assertThat(compare("0/2", "8")).as("another seed").isEqualTo(2);
        assertThat(err.toString()).contains(first + " is of another run (seed 7");

        assertThat(execute("merge", folder.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("of 2 shards these are missing: 1");

        assertThat(compare("1/2", "7")).as(err::toString).isZero();
        assertThat(execute("merge", folder.toString())).as(err::toString).isZero();
        Results merged = new ResultsFile(folder.resolve("results.json")).read();
        assertThat(merged.cells())
                .filteredOn(MeasuredCell::isSubject)
                .extracting(MeasuredCell::size)
                .containsExactly(1, 2);
        assertThat(merged.nodes()).hasSize(2);
        assertThat(folder).isDirectoryContaining("glob:**report.html");
    }

    private int compare(String shard, String seed) {
        List<String> arguments = new ArrayList<>(List.of("compare", "--quick", "--words", "1,2"));
        arguments.addAll(List.of("--strategies", "threads", "--workload", "ping-pong"));
        arguments.addAll(List.of("--shard", shard, "--seed", seed, "--out", folder.toString()));
        return execute(arguments.toArray(String[]::new));
    }

    private int execute(String... arguments) {
        return WaitAnyCommand.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
