/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.waitany.WaitAny;
import dev.waitany.bench.results.BlockFigures;
import dev.waitany.bench.workload.Workloads;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReferenceTest {
    private static final Duration SHORT = Duration.ofMillis(1);

    static List<CSource> sources() {
        return Workloads.all().stream().flatMap(w -> w.cReference().stream()).distinct().toList();
    }

    @ParameterizedTest
    @MethodSource("sources")
    void compilesWithoutAWarning(CSource source, @TempDir Path folder) throws Exception {
        assumeGcc().close();
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
                                Reference.copy(source, folder).toString())
                        .redirectErrorStream(true)
                        .start();
        String output = new String(gcc.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(gcc.waitFor()).as(output).isZero();
    }

    /** All sizes, since a ring has fewer entries than the largest set has words. */
    @Test
    void everyStrategyHasAReferenceInEveryWorkloadThatNamesOne() throws Exception {
        Placement placement = Placement.ofThisProcess();
        List<Workload> compared =
                Workloads.all().stream()
                        .filter(w -> w.cReference().isPresent())
                        .filter(w -> w.unit() != SizeUnit.PENDING)
                        .toList();
        List<Cell> cells =
                Selection.of(WaitAny.strategies(), List.of(), Map.of(), compared).cells().stream()
                        .filter(c -> !c.workload().baselines().contains(c.strategy()))
                        .filter(c -> !c.workload().spinning().contains(c.strategy()))
                        .toList();
        assertThat(cells).isNotEmpty();
        try (References references = assumeGcc()) {
            for (Cell cell : cells) {
                assertThat(references.of(cell)).as(cell.toString()).isPresent();
                BlockFigures figures = run(cell, references, placement);
                if (cell.workload().name().equals("one-way")) {
                    assertIsOpenLoop(figures);
                } else {
                    assertIsRoundTrip(figures);
                }
            }
        }
    }

    /** Only rings keep many waits pending with one thread. */
    @ParameterizedTest
    @ValueSource(strings = {"async", "virtual-threads", "virtual-armed"})
    void ringStrategiesHaveAReferenceForManyPendingWaits(String workload) {
        try (References references = assumeGcc()) {
            for (Cell cell : crowds(workload)) {
                boolean onRings = cell.strategy().startsWith("ring-");
                assertThat(references.of(cell).isPresent()).as(cell.toString()).isEqualTo(onRings);
                if (onRings) {
                    BlockFigures figures = run(cell, references, Placement.ofThisProcess());
                    assertThat(figures.perSecond()).as(cell.toString()).isNotNull().isPositive();
                    assertThat(figures.phases()).isNull();
                }
            }
        }
    }

    /** More waits than a ring takes, and fewer than can be woken at a time. */
    private static List<Cell> crowds(String workload) {
        return WaitAny.strategies().stream()
                .flatMap(
                        support ->
                                Stream.of(3, 5000)
                                        .map(
                                                size ->
                                                        new Cell(
                                                                Workloads.named(workload),
                                                                support.strategy(),
                                                                size)))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"epoll", "spin"})
    void peerHasAReferenceThatDoesTheSame(String peer) {
        try (References references = assumeGcc()) {
            for (int size : List.of(1, 128)) {
                assertIsRoundTrip(run(cell(peer, size), references, Placement.ofThisProcess()));
            }
        }
    }

    @Test
    void rateOfTheOpenLoopIsThatOfTheName() {
        Cell slow = new Cell(Workloads.named("one-way@rate=1000"), "syscall-waitv", 2);
        try (References references = assumeGcc()) {
            BlockFigures figures = run(slow, references, Placement.ofThisProcess());
            assertIsOpenLoop(figures);
            assertThat(figures.operations()).as("in 30 ms").isLessThanOrEqualTo(30);
            Workload oneWay = Workloads.named("one-way");
            Cell wrong = new Cell(renamed(oneWay, "one-way@rate=x"), "syscall-waitv", 2);
            assertThat(references.of(wrong)).isEmpty();
        }
    }

    private static Workload renamed(Workload workload, String name) {
        return new SmallWorkload(name, workload.cReference().orElseThrow());
    }

    private static BlockFigures run(Cell cell, References references, Placement placement) {
        BlockFigures figures =
                references.of(cell).orElseThrow().run(cell, Duration.ofMillis(30), placement, 1);
        assertThat(figures.operations()).as(cell.toString()).isPositive();
        BlockFigures.Percentiles latency = figures.latency();
        assertThat(latency.p50())
                .as(cell.toString())
                .isPositive()
                .isLessThanOrEqualTo(latency.max());
        assertThat(figures.waiterCpuNanos()).isPositive();
        return figures;
    }

    private static void assertIsRoundTrip(BlockFigures figures) {
        assertThat(figures.cpuNanos()).isGreaterThan(figures.waiterCpuNanos());
        BlockFigures.Phases phases = Objects.requireNonNull(figures.phases());
        assertThat(phases.wakeToRun().p50()).isPositive().isLessThan(figures.latency().max());
    }

    /** The driver spins, and does not count. */
    private static void assertIsOpenLoop(BlockFigures figures) {
        assertThat(figures.cpuNanos()).isEqualTo(figures.waiterCpuNanos());
        assertThat(figures.phases()).isNull();
        assertThat(figures.operations()).as("one each 200 µs, in 30 ms").isLessThanOrEqualTo(150);
    }

    @Test
    void programRefusesAWorkloadThatItDoesNotImplement() {
        Workload other = new SmallWorkload("other", sources().getFirst());
        Cell cell = new Cell(other, "syscall-waitv", 1);
        try (References references = assumeGcc()) {
            assertThat(references.of(cell)).isEmpty();
            Reference program = reference(references);
            assertThatThrownBy(() -> program.run(cell, SHORT, Placement.ofThisProcess(), 1))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("no syscall-waitv in workload other");
        }
    }

    @Test
    void workloadThatNamesNoProgramIsNotComparedWithC() {
        Cell cell = new Cell(new SmallWorkload("ping-pong", null), "syscall-waitv", 1);
        try (References references = assumeGcc()) {
            assertThat(references.of(cell)).isEmpty();
            assertThat(Contestants.groups(List.of(cell), references).getFirst())
                    .extracting(Contestant::id)
                    .containsExactly("ping-pong/syscall-waitv/1/java");
        }
    }

    @Test
    void strategyThatTheProgramDoesNotKnowHasNoReference() {
        try (References references = assumeGcc()) {
            assertThat(references.of(cell("pigeon", 1))).isEmpty();
            assertThat(references.of(cell("syscall-waitv", 1))).isPresent();
        }
    }

    @Test
    void saysHowManyWordsAStrategyTakes() {
        Cell cell = cell("syscall-waitv", 129);
        try (References references = assumeGcc()) {
            Reference program = reference(references);
            assertThatThrownBy(() -> program.run(cell, SHORT, Placement.ofThisProcess(), 1))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("syscall-waitv × 129")
                    .hasMessageContaining("more than 128 words");
        }
    }

    private static Cell cell(String strategy, int size) {
        return new Cell(Workloads.named("ping-pong"), strategy, size);
    }

    private static Reference reference(References references) {
        return references.of(cell("syscall-waitv", 1)).orElseThrow();
    }

    private static References assumeGcc() {
        References references = References.compile(Workloads.all());
        assumeTrue(references.areComplete(), "no gcc with kernel headers");
        return references;
    }
}
