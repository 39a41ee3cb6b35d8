/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waitany.bench.environment.ResourceUsage;
import dev.waitany.bench.results.BlockFigures;
import java.io.IOException;
import java.time.Duration;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class FiguresTest {
    @Test
    void blockKeepsItsPercentilesAndCosts() {
        Histogram histogram = new Histogram(3);
        for (int i = 1; i <= 1000; i++) {
            histogram.recordValue(i);
        }
        Block.Costs costs = new Block.Costs(500, 250, 16, new ResourceUsage(200, 300, 2, 1));
        BlockFigures figures =
                new Block(histogram, costs, null, new Block.Phases(histogram, histogram, histogram))
                        .figures();
        assertThat(figures.operations()).isEqualTo(1000);
        assertThat(figures.latency())
                .isEqualTo(new BlockFigures.Percentiles(100, 250, 500, 750, 900, 990, 999, 1000));
        assertThat(figures.phases()).isNotNull();
        assertThat(figures.voluntarySwitches()).isEqualTo(2);
        assertThat(figures.waiterCpuNanos()).isEqualTo(250);
    }

    @Test
    void usageOfTheProcessCountsItsSwitchesAndCpuTime() {
        ResourceUsage before = ResourceUsage.now();
        long end = System.nanoTime() + 20_000_000;
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        for (int i = 0; i < 10; i++) {
            java.util.concurrent.locks.LockSupport.parkNanos(100_000);
        }
        ResourceUsage used = ResourceUsage.now().since(before);
        assertThat(used.userNanos() + used.systemNanos()).isBetween(2_000_000L, 10_000_000_000L);
        assertThat(used.voluntarySwitches()).isGreaterThanOrEqualTo(10);
        assertThat(used.involuntarySwitches()).isNotNegative();
    }

    @Test
    void footprintsAreSubtracted() throws IOException {
        Footprint now = Footprint.now();
        assertThat(now.heap()).isPositive();
        assertThat(now.resident()).isGreaterThan(now.heap());
        assertThat(now.kernel()).isPositive();
        assertThat(now.minus(now)).isEqualTo(new Footprint(0, 0, 0));
    }

    @Test
    void placementTakesTheFirstTwoCpusOfTheList() {
        assertThat(Placement.of("0-3")).isEqualTo(new Placement(0, 1));
        assertThat(Placement.of("5,7-9")).isEqualTo(new Placement(5, 7));
        assertThat(Placement.of("4")).isEqualTo(new Placement(4, 4));
    }

    @Test
    void blocksGetShorterWhereTimeRunsOutButNotTooShort() {
        Effort effort = Effort.QUICK;
        Duration enough = effort.block().multipliedBy(3L * effort.rounds());
        Duration none = Duration.ZERO;
        assertThat(effort.blockWithin(enough.multipliedBy(3), 3, none)).isEqualTo(effort.block());
        assertThat(effort.blockWithin(enough, 3, none)).isEqualTo(effort.block());
        assertThat(effort.blockWithin(enough, 6, none)).isEqualTo(effort.block().dividedBy(2));
        assertThat(effort.blockWithin(Duration.ZERO, 3, none))
                .isEqualTo(effort.block().dividedBy(4));
        Duration least = effort.block().multipliedBy(2);
        assertThat(effort.blockWithin(enough, 3, least)).as("of a slow workload").isEqualTo(least);
        Duration share = effort.mostWarmUp().multipliedBy(6);
        assertThat(effort.warmUpWithin(share, 3)).isEqualTo(effort.mostWarmUp());
        assertThat(effort.warmUpWithin(share, 6)).isEqualTo(effort.mostWarmUp().dividedBy(2));
        assertThat(effort.warmUpWithin(Duration.ZERO, 3))
                .isEqualTo(effort.warmUpBlock().multipliedBy(10));
    }

    @Test
    void groupGetsEnoughRoundsAfterItsShareButNoneAfterTheTimeOfTheRun() {
        RoundLimits limits = new RoundLimits(7, 100, 200);
        assertThat(limits.allow(6, 100)).isTrue();
        assertThat(limits.allow(7, 0)).as("as many as planned").isFalse();
        assertThat(limits.allow(4, 200)).as("too few for an interval").isTrue();
        assertThat(limits.allow(5, 101)).as("the share has ended").isFalse();
        assertThat(limits.allow(0, 201)).as("the time of the run has ended").isFalse();
        RoundLimits late = new RoundLimits(7, 300, 200);
        assertThat(late.allow(5, 201)).as("a share beyond the time of the run").isFalse();
        RoundLimits wrapped = new RoundLimits(7, Long.MAX_VALUE - 5, Long.MIN_VALUE + 5);
        assertThat(wrapped.allow(0, Long.MIN_VALUE)).as("nanoTime may wrap").isTrue();
        assertThat(wrapped.allow(5, Long.MIN_VALUE)).isFalse();
    }

    @Test
    void timeIsDividedOverGroupsAndForks() {
        Effort effort = Effort.FULL.withForks(3).within(Duration.ofSeconds(60));
        assertThat(effort.share(10)).hasSeconds(2);
        assertThat(effort.share(0)).as("nothing selected").hasSeconds(20);
    }

    @Test
    void whatFailsUnderTheWatchdogIsNamed() {
        Cell cell = new Cell(new SmallWorkload("small", null), "threads", 8);
        try (Watchdog watchdog = new Watchdog()) {
            assertThatThrownBy(
                            () ->
                                    watchdog.watch(
                                            cell,
                                            Duration.ofMinutes(1),
                                            () -> {
                                                throw new IOException("no more");
                                            }))
                    .hasMessageContaining("threads × 8")
                    .hasMessageContaining("no more");
        }
    }
}
