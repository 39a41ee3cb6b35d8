/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.waitany.Support;
import dev.waitany.WaitAny;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    @Test
    void answersForEveryStrategyThatWorksHere() {
        Optional<Reference> compiled = assumeGcc();
        try (Reference reference = compiled.orElseThrow()) {
            Placement placement = Placement.ofThisProcess();
            for (Support support : WaitAny.strategies()) {
                if (support.available()) {
                    Cell cell = new Cell("ping-pong", support.strategy(), 3);
                    Reference.Figures figures =
                            reference.run(cell, Duration.ofMillis(30), placement, 1);
                    assertThat(figures.operations()).as(cell.toString()).isPositive();
                    assertThat(figures.p50()).isPositive().isLessThanOrEqualTo(figures.max());
                    assertThat(figures.cpuPerOperation()).isPositive();
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ring-cancel", "ring-armed"})
    void ringsTakeMoreWordsThanTheyHaveEntries(String strategy) {
        Optional<Reference> compiled = assumeGcc();
        try (Reference reference = compiled.orElseThrow()) {
            Support support =
                    WaitAny.strategies().stream()
                            .filter(found -> found.strategy().equals(strategy))
                            .findFirst()
                            .orElseThrow();
            assumeTrue(support.available(), support.reason());
            Cell cell = new Cell("ping-pong", strategy, 10_000);
            assertThat(
                            reference
                                    .run(cell, Duration.ofMillis(30), Placement.ofThisProcess(), 1)
                                    .operations())
                    .isPositive();
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
