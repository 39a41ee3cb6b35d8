/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.analysis;

import dev.waitany.bench.results.Analysis;
import dev.waitany.bench.results.Figure;
import dev.waitany.bench.results.MeasuredCell;
import dev.waitany.bench.statistics.Bootstrap;
import dev.waitany.bench.statistics.Interval;
import dev.waitany.bench.statistics.Resolution;
import dev.waitany.bench.statistics.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The ratios within one run: of A/A pairs, and of the cells of each group. */
final class Pairs {
    private final List<MeasuredCell> cells;
    private final Bootstrap bootstrap;

    Pairs(List<MeasuredCell> cells, Bootstrap bootstrap) {
        this.cells = cells;
        this.bootstrap = bootstrap;
    }

    /** Returns what each A/A pair shows. */
    List<Analysis.PairResolution> resolutions() {
        List<Analysis.PairResolution> found = new ArrayList<>();
        for (MeasuredCell cell : cells) {
            for (Figure figure : compared()) {
                resolution(cell, figure)
                        .filter(_ -> cell.twin())
                        .ifPresent(
                                r ->
                                        found.add(
                                                new Analysis.PairResolution(
                                                        cell.workload(),
                                                        cell.size(),
                                                        figure,
                                                        r.ratio(),
                                                        r.percent(),
                                                        r.isTooNoisy())));
            }
        }
        return found;
    }

    /**
     * Returns what the A/A pair of a cell's group shows. There is none if the run has none, as one
     * that was interrupted early.
     */
    Optional<Resolution> resolution(MeasuredCell cell, Figure figure) {
        return cells.stream()
                .filter(twin -> twin.twin() && twin.isGroupedWith(cell))
                .flatMap(
                        twin ->
                                cells.stream()
                                        .filter(c -> c.isSubject() && c.isGroupedWith(twin))
                                        .filter(c -> c.strategy().equals(twin.strategy()))
                                        .flatMap(first -> ratio(twin, first, figure).stream()))
                .findFirst()
                .map(Resolution::new);
    }

    /** Returns each strategy against each later one of its group, and Java against C. */
    List<Analysis.Comparison> comparisons() {
        List<Analysis.Comparison> found = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            MeasuredCell cell = cells.get(i);
            if (!cell.isSubject()) {
                continue;
            }
            for (int j = 0; j < cells.size(); j++) {
                MeasuredCell other = cells.get(j);
                boolean isLater = j > i && other.isSubject();
                if (other.isGroupedWith(cell) && (isLater || isReference(other, cell))) {
                    compared().forEach(figure -> compare(cell, other, figure, found));
                }
            }
        }
        return found;
    }

    /** Returns the reference in C of a cell, if it was measured. */
    Optional<MeasuredCell> reference(MeasuredCell cell) {
        return cells.stream().filter(other -> isReference(other, cell)).findFirst();
    }

    private static boolean isReference(MeasuredCell other, MeasuredCell cell) {
        return other.language().equals(MeasuredCell.C)
                && other.isGroupedWith(cell)
                && other.strategy().equals(cell.strategy());
    }

    private void compare(
            MeasuredCell cell,
            MeasuredCell against,
            Figure figure,
            List<Analysis.Comparison> into) {
        ratio(cell, against, figure)
                .ifPresent(
                        ratio ->
                                into.add(
                                        new Analysis.Comparison(
                                                cell.id(),
                                                against.id(),
                                                figure,
                                                ratio,
                                                resolution(cell, figure)
                                                        .map(r -> r.judge(ratio))
                                                        .orElse(null))));
    }

    /** Returns nothing if time ran out before there were enough blocks. */
    private Optional<Interval> ratio(MeasuredCell above, MeasuredCell below, Figure figure) {
        if (!above.hasEnoughBlocks() || !below.hasEnoughBlocks()) {
            return Optional.empty();
        }
        Optional<Sample> numerator = Samples.of(above, figure);
        Optional<Sample> denominator = Samples.of(below, figure);
        return numerator.flatMap(
                n -> denominator.filter(n::isPairedWith).map(d -> bootstrap.pairedRatio(n, d)));
    }

    private static List<Figure> compared() {
        return java.util.Arrays.stream(Figure.values()).filter(Figure::isCompared).toList();
    }
}
