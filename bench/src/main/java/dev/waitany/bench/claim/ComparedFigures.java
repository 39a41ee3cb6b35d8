/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.claim;

import dev.waitany.bench.analysis.CellRatio;
import dev.waitany.bench.results.Figure;
import dev.waitany.bench.results.ResultsFile;
import dev.waitany.bench.statistics.Interval;
import dev.waitany.bench.statistics.Resolution;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Figures of cells. Their intervals are widened by the factor that two equal programs of the run
 * differ by, so a noisy run shows nothing.
 */
final class ComparedFigures implements Evidence {
    private final CellRatio cells;

    ComparedFigures(Path file) {
        this.cells = new CellRatio(new ResultsFile(file).read());
    }

    /** Returns the figure of a name, if there is one. */
    static Optional<Figure> figure(String label) {
        return Stream.of(Figure.values()).filter(f -> f.label().equals(label)).findFirst();
    }

    @Override
    public Optional<Interval> of(Expectation expected) {
        Figure figure = figure(String.valueOf(expected.figure())).orElseThrow();
        String against = expected.against();
        return against == null
                ? cells.value(expected.of(), figure)
                        .map(i -> widened(i, doubt(expected.of(), figure)))
                : cells.of(expected.of(), against, figure)
                        .map(
                                i ->
                                        widened(
                                                i,
                                                Math.max(
                                                        doubt(expected.of(), figure),
                                                        doubt(against, figure))));
    }

    private double doubt(String cell, Figure figure) {
        double factor = cells.resolution(cell, figure).map(Resolution::factor).orElse(1.0);
        return Double.isFinite(factor) ? factor : 1; // of figures that may be 0, as bytes are
    }

    private static Interval widened(Interval measured, double factor) {
        return new Interval(measured.low() / factor, measured.estimate(), measured.high() * factor);
    }
}
