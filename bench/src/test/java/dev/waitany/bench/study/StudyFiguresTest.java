/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.waitany.bench.chart.Drawing;
import dev.waitany.bench.chart.LineChart;
import dev.waitany.bench.chart.Series;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The committed figures are those of the committed data, and show what the pages say. */
class StudyFiguresTest {
    private static final Path DOCS = Path.of("../docs");

    private final StudyFigures figures = new StudyFigures(DOCS);

    @BeforeEach
    void docsAreHere() {
        assumeTrue(Files.isDirectory(DOCS.resolve("studies")), "the docs are not here");
    }

    /** Fonts differ between machines, and so do the places of labels. */
    @Test
    void eachFigureIsCommittedWithItsTitleAndShownByAPage() throws IOException {
        for (Drawing figure : figures.all()) {
            Path file = DOCS.resolve("studies/figures/" + figure.id() + ".svg");
            assertThat(file).content().contains(figure.title());
            assertThat(DOCS.resolve("studies/" + figure.id() + ".md"))
                    .content()
                    .contains("](figures/" + figure.id() + ".svg)");
        }
    }

    @Test
    void vectoredWaitConsumesOneWakeOfEachWordSinceTheFix() throws IOException {
        List<Series> series = series("swallowed-wakes");
        assertThat(last(series.getFirst())).isEqualTo(125);
        assertThat(last(series.getLast())).isEqualTo(32);
    }

    @Test
    void ratiosOfThePageAreThoseOfTheData() throws IOException {
        Series fast = series("break-even").getLast();
        assertThat(fast.points().get(6).x()).isEqualTo(64);
        assertThat(fast.points().get(6).y().estimate()).isCloseTo(2.23, within(0.02));
        assertThat(series("spin-budgets"))
                .hasSize(5)
                .allSatisfy(s -> assertThat(s.points()).hasSize(3));
        assertThat(series("late-timers"))
                .hasSize(6)
                .allSatisfy(s -> assertThat(s.points()).hasSize(3));
    }

    private List<Series> series(String id) throws IOException {
        return figures.all().stream()
                .filter(f -> f.id().equals(id))
                .map(f -> ((LineChart) f).series())
                .findFirst()
                .orElseThrow();
    }

    private static double last(Series series) {
        return series.points().getLast().y().estimate();
    }
}
