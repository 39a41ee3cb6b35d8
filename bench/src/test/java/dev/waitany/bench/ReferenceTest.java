/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.waitany.WaitAny;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReferenceTest {
    @Test
    void compilesWithoutAWarning(@TempDir Path folder) throws Exception {
        assumeGcc().ifPresent(Reference::close);
        Process gcc =
                new ProcessBuilder(
                                "gcc",
                                "-O2",
                                "-std=gnu11",
                                "-pthread",
                                "-Wall",
                                "-Wextra",
                                "-Werror",
                                "-o",
                                folder.resolve("reference").toString(),
                                Reference.source(folder).toString())
                        .redirectErrorStream(true)
                        .start();
        String output = new String(gcc.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(gcc.waitFor()).as(output).isZero();
    }

    /** The largest one too: a ring has fewer entries than that. */
    @Test
    void answersForEveryCellThatItIsComparedWith() throws Exception {
        Optional<Reference> compiled = assumeGcc();
        Placement placement = Placement.ofThisProcess();
        List<Workload> pairs =
                Workloads.all().stream().map(Workloads::named).filter(Workload::isPair).toList();
        List<Cell> cells = Selection.of(WaitAny.strategies(), List.of(), Map.of(), pairs).cells();
        assertThat(cells).isNotEmpty();
        try (Reference reference = compiled.orElseThrow()) {
            for (Cell cell : cells) {
                Reference.Figures figures =
                        reference.run(cell, Duration.ofMillis(30), placement, 1);
                assertThat(figures.operations()).as(cell.toString()).isPositive();
                assertThat(figures.p50()).isPositive().isLessThanOrEqualTo(figures.max());
                assertThat(figures.cpuPerOperation()).isPositive();
            }
        }
    }

    @Test
    void saysHowManyWordsAStrategyTakes() {
        Optional<Reference> compiled = assumeGcc();
        try (Reference reference = compiled.orElseThrow()) {
            Cell cell = new Cell("ping-pong", "syscall-waitv", 129);
            assertThatThrownBy(
                            () ->
                                    reference.run(
                                            cell,
                                            Duration.ofMillis(1),
                                            Placement.ofThisProcess(),
                                            1))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("syscall-waitv × 129")
                    .hasMessageContaining("more than 128 words");
        }
    }

    private static Optional<Reference> assumeGcc() {
        Optional<Reference> compiled = Reference.compile();
        assumeTrue(compiled.isPresent(), "no gcc with kernel headers");
        return compiled;
    }
}
