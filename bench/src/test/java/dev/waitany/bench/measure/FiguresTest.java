/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class FiguresTest {
    @Test
    void medianIsTheMiddleOrBetweenTheTwoMiddles() {
        assertThat(Measurement.median(List.of(9.0, 1.0, 5.0))).isEqualTo(5.0);
        assertThat(Measurement.median(List.of(4.0, 1.0, 2.0, 9.0))).isEqualTo(3.0);
    }

    @Test
    void percentilesComeCloserAndCloserToAllDownToTheSlowestOne() {
        Histogram histogram = new Histogram(3);
        for (int i = 1; i <= 1000; i++) {
            histogram.recordValue(i);
        }
        List<Results.Percentile> points = Percentiles.of(histogram);
        assertThat(points.stream().map(Results.Percentile::percent))
                .startsWith(0.0, 25.0, 50.0, 65.0, 75.0, 85.0, 90.0)
                .contains(99.0)
                .endsWith(99.9)
                .isSorted();
        assertThat(points).contains(new Results.Percentile(90, 900));
        assertThat(points.getLast().nanos()).isEqualTo(999);
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
        Duration enough = effort.span().multipliedBy(2L * effort.blocks());
        assertThat(effort.spanWithin(enough.multipliedBy(3))).isEqualTo(effort.span());
        assertThat(effort.spanWithin(enough)).isEqualTo(effort.span());
        assertThat(effort.spanWithin(enough.dividedBy(2))).isEqualTo(effort.span().dividedBy(2));
        assertThat(effort.spanWithin(Duration.ofSeconds(-1))).isEqualTo(effort.span().dividedBy(4));
        Duration share = effort.warmUp().multipliedBy(2);
        assertThat(effort.warmUpWithin(share.multipliedBy(3))).isEqualTo(effort.warmUp());
        assertThat(effort.warmUpWithin(share)).isEqualTo(effort.warmUp().dividedBy(2));
        assertThat(effort.warmUpWithin(Duration.ZERO)).isEqualTo(effort.warmUp().dividedBy(4));
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
