/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.waitany.Support;
import dev.waitany.WaitAny;
import dev.waitany.bench.measure.Cell;
import dev.waitany.bench.measure.ChildJvm;
import dev.waitany.bench.measure.Comparison;
import dev.waitany.bench.measure.Effort;
import dev.waitany.bench.measure.Environment;
import dev.waitany.bench.measure.Placement;
import dev.waitany.bench.measure.References;
import dev.waitany.bench.measure.Results;
import dev.waitany.bench.measure.Selection;
import dev.waitany.bench.measure.Targets;
import dev.waitany.bench.measure.Workload;
import dev.waitany.bench.report.TextReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The example of {@code docs/how-to/add-a-workload.md}. */
@Timeout(60)
class AddAWorkloadTest {
    private static final Path FOLDER = Path.of("src/test/java/dev/waitany/bench/workload");
    private static final Path PAGE = Path.of("../docs/how-to/add-a-workload.md");
    private static final List<Workload> WORKLOADS = List.of(new PlainAwait());
    private static final Effort SHORTEST =
            new Effort(
                    Duration.ofMillis(10),
                    Duration.ofMillis(10),
                    3,
                    Duration.ofMillis(10),
                    Duration.ofSeconds(5));

    @Test
    void pageHasTheClass() throws Exception {
        assumeTrue(Files.exists(PAGE), "the docs are not here");
        assertThat(Files.readString(PAGE))
                .contains(Files.readString(FOLDER.resolve("PlainAwait.java")));
    }

    @Test
    void classIsAllThatMeasurementAndReportNeed() throws Exception {
        List<Cell> cells = new ArrayList<>();
        for (Cell cell :
                Selection.of(WaitAny.strategies(), List.of(), Map.of(), WORKLOADS).cells()) {
            if (cell.size() == 8) {
                cells.add(cell);
            }
        }
        assertThat(cells)
                .hasSize((int) WaitAny.strategies().stream().filter(Support::available).count());
        List<Results.Result> results = measure(cells);
        assertThat(results)
                .hasSameSizeAs(cells)
                .allSatisfy(
                        result -> {
                            assertThat(result.operations()).isPositive();
                            assertThat(result.ratioToC()).as("no C program").isNull();
                            assertThat(result.syscallsPerOp()).as("not counted").isNull();
                        });
        Results all =
                new Results(
                        Environment.capture(true),
                        results,
                        Targets.of(results, WORKLOADS),
                        List.of(),
                        List.of());
        assertThat(TextReport.of(all, WORKLOADS))
                .contains("plain-await", "p50")
                .doesNotContain("× C");
    }

    /** On a new thread, because sessions pin it to a CPU. */
    private static List<Results.Result> measure(List<Cell> cells) throws Exception {
        List<Results.Result> results = new ArrayList<>();
        List<Exception> failures = new ArrayList<>();
        Thread.ofPlatform()
                .start(
                        () -> {
                            try (References references = References.compile(Workloads.all());
                                    Comparison comparison =
                                            new Comparison(
                                                    SHORTEST,
                                                    references,
                                                    Placement.ofThisProcess(),
                                                    new ChildJvm(AddAWorkloadTest.class))) {
                                results.addAll(comparison.measure(cells, new Unobserved()));
                            } catch (Exception failure) {
                                failures.add(failure);
                            }
                        })
                .join();
        assertThat(failures).isEmpty();
        return results;
    }

    private static final class Unobserved implements Comparison.Listener {
        @Override
        public void begins(Cell cell) {}

        @Override
        public void continues() {}

        @Override
        public void ends(Cell cell) {}
    }
}
