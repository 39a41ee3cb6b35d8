/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.waitany.Support;
import dev.waitany.WaitAny;
import dev.waitany.bench.analysis.Analyst;
import dev.waitany.bench.measure.Block;
import dev.waitany.bench.measure.Cell;
import dev.waitany.bench.measure.Placement;
import dev.waitany.bench.measure.Selection;
import dev.waitany.bench.measure.Workload;
import dev.waitany.bench.report.TextReport;
import dev.waitany.bench.results.MeasuredCell;
import dev.waitany.bench.results.Results;
import dev.waitany.bench.results.SampleResults;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The example of {@code docs/how-to/add-a-workload.md}. */
@Timeout(60)
class AddAWorkloadTest {
    private static final Path FOLDER = Path.of("src/test/java/dev/waitany/bench/workload");
    private static final Path PAGE = Path.of("../docs/how-to/add-a-workload.md");
    private static final List<Workload> WORKLOADS = List.of(new PlainAwait());
    private static final Duration SHORT = Duration.ofMillis(10);

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
        List<MeasuredCell> measured = new ArrayList<>();
        for (Cell cell : cells) {
            measured.add(measure(cell));
        }
        Results results =
                new Analyst(WORKLOADS)
                        .analyse(SampleResults.of(measured.toArray(MeasuredCell[]::new)));
        assertThat(TextReport.of(results, WORKLOADS))
                .contains("plain-await", "p50")
                .doesNotContain("in C");
    }

    /** On a new thread, because sessions pin it to a CPU. */
    private static MeasuredCell measure(Cell cell) throws Exception {
        FutureTask<Block> block =
                new FutureTask<>(
                        () -> {
                            try (Workload.Session session =
                                    cell.workload().open(cell, Placement.ofThisProcess(), 1)) {
                                return session.run(SHORT);
                            }
                        });
        Thread.ofPlatform().start(block);
        assertThat(block.get().operations()).isPositive();
        assertThat(cell.workload().cReference()).as("no C program").isEmpty();
        double micros = block.get().latency().getValueAtPercentile(50) / 1000.0;
        return SampleResults.java("plain-await", cell.strategy(), cell.size(), micros);
    }
}
