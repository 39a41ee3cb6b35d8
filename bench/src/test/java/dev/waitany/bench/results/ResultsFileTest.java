/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.results;

import static dev.waitany.bench.results.SampleResults.inC;
import static dev.waitany.bench.results.SampleResults.java;
import static dev.waitany.bench.results.SampleResults.twin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.waitany.bench.analysis.Analyst;
import dev.waitany.bench.workload.Workloads;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsFileTest {
    private static final Path PAGE = Path.of("../docs/reference/results.schema.json");
    private static final Results RESULTS =
            SampleResults.of(
                    java("ping-pong", "threads", 1, 20),
                    twin("ping-pong", "threads", 1, 20, 0.01),
                    inC("ping-pong", "threads", 1, 18),
                    java("async", "Condition", 1000, 40));

    @TempDir private Path folder;
    private ResultsFile file = new ResultsFile(Path.of("never"));

    @BeforeEach
    void setUp() {
        file = new ResultsFile(folder.resolve("results.json"));
    }

    @Test
    void resultsFollowTheSchemaWithAndWithoutAnAnalysis() {
        Results analysed = new Analyst(Workloads.all()).analyse(RESULTS);
        assertThat(new Schema().firstFault(Json.write(analysed))).isEmpty();
        assertThat(new Schema().firstFault(Json.compact(RESULTS))).isEmpty();
    }

    @Test
    void documentationHasTheSchema() throws Exception {
        assumeTrue(Files.exists(PAGE), "the docs are not here");
        assertThat(Files.readString(PAGE)).isEqualTo(Schema.text());
    }

    @Test
    void fileIsReadAsItWasWritten() throws Exception {
        Results analysed = new Analyst(Workloads.all()).analyse(RESULTS);
        file.write(analysed);
        assertThat(file.read()).isEqualTo(analysed);
        file.write(RESULTS);
        assertThat(file.read()).as("replaced").isEqualTo(RESULTS);
        assertThat(folder).isDirectoryNotContaining("glob:**unfinished");
    }

    @Test
    void otherVersionIsRefusedByName() throws Exception {
        write(Json.write(RESULTS).replace("\"schemaVersion\" : 1", "\"schemaVersion\" : 2"));
        assertRefused("schemaVersion 2, but this program reads version 1");
        write("{\"results\": []}");
        assertRefused("no field schemaVersion");
    }

    @Test
    void faultIsNamedWithItsPlace() throws Exception {
        write(Json.compact(RESULTS).replaceFirst("\"operations\":1000", "\"operations\":\"many\""));
        assertRefused("/cells/0/blocks/0/figures/operations");
        write(Json.compact(RESULTS).replaceFirst("\"seed\":7,", ""));
        assertRefused("/plan");
        write("{\"schemaVersion\": 1,\n  oops}");
        assertRefused("line 2, column");
        write("");
        assertRefused("results.json: ");
    }

    @Test
    void fileThatIsNotThereIsNamed() {
        assertRefused("there is no such file");
    }

    @Test
    void csvHasALineForEachBlockAndLeavesAbsentFiguresEmpty() throws Exception {
        StringWriter csv = new StringWriter();
        ResultsCsv.write(RESULTS, csv);
        List<String> lines = csv.toString().lines().toList();
        assertThat(lines).hasSize(1 + 4 * 16);
        assertThat(lines.getFirst())
                .startsWith("workload,strategy,language,twin,size,fork,round,position,")
                .contains(",cpuPerOp,");
        int fields = lines.getFirst().split(",", -1).length;
        assertThat(lines).allSatisfy(l -> assertThat(l.split(",", -1)).hasSize(fields));
        assertThat(lines.get(1)).startsWith("ping-pong,threads,java,false,1,0,0,0,0,1000,");
        assertThat(lines.get(1)).as("no throughput").endsWith(",");
    }

    private void write(String text) throws Exception {
        Files.writeString(file.path(), text);
    }

    private void assertRefused(String named) {
        assertThatThrownBy(() -> file.read())
                .isInstanceOf(BadResultsException.class)
                .hasMessageContaining("results.json: ")
                .hasMessageContaining(named)
                .message()
                .hasLineCount(1);
    }
}
