/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.analysis;

import dev.waitany.bench.measure.TargetRatio;
import dev.waitany.bench.measure.Workload;
import dev.waitany.bench.results.Analysis;
import dev.waitany.bench.results.Figure;
import dev.waitany.bench.results.MeasuredCell;
import dev.waitany.bench.results.Results;
import dev.waitany.bench.statistics.Bootstrap;
import dev.waitany.bench.statistics.Interval;
import dev.waitany.bench.statistics.Resolution;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Computes the analysis of a run. */
public final class Analyst {
    private final List<Workload> workloads;

    /**
     * Creates an analyst.
     *
     * @param workloads state the target ratios
     */
    public Analyst(List<Workload> workloads) {
        this.workloads = workloads;
    }

    /** Returns the results with their analysis, in place of one that they may have. */
    public Results analyse(Results results) {
        Bootstrap bootstrap = new Bootstrap(results.plan().seed());
        List<MeasuredCell> measured =
                results.cells().stream().filter(cell -> !cell.blocks().isEmpty()).toList();
        Pairs pairs = new Pairs(measured, bootstrap);
        return results.with(
                new Analysis(
                        figures(measured, bootstrap),
                        pairs.resolutions(),
                        pairs.comparisons(),
                        targets(results, measured, pairs, bootstrap)));
    }

    private static Map<String, Map<String, Interval>> figures(
            List<MeasuredCell> cells, Bootstrap bootstrap) {
        Map<String, Map<String, Interval>> byCell = new LinkedHashMap<>();
        for (MeasuredCell cell : cells) {
            Map<String, Interval> figures = new LinkedHashMap<>();
            for (Figure figure : Figure.values()) {
                Samples.of(cell, figure)
                        .ifPresent(s -> figures.put(figure.label(), bootstrap.median(s)));
            }
            byCell.put(cell.id(), figures);
        }
        return byCell;
    }

    /** Sizes that different machines have measured are not compared. */
    private List<Analysis.Target> targets(
            Results results, List<MeasuredCell> cells, Pairs pairs, Bootstrap bootstrap) {
        List<Analysis.Target> targets = new ArrayList<>();
        for (Workload workload : workloads) {
            List<MeasuredCell> own =
                    cells.stream()
                            .filter(c -> c.isSubject() && c.workload().equals(workload.name()))
                            .filter(MeasuredCell::hasEnoughBlocks)
                            .toList();
            List<String> strategies = own.stream().map(MeasuredCell::strategy).distinct().toList();
            for (TargetRatio ratio : workload.targets(strategies)) {
                Optional<MeasuredCell> above = find(own, ratio.strategy(), ratio.size());
                Optional<MeasuredCell> below = find(own, ratio.other(), ratio.otherSize());
                if (above.isPresent()
                        && below.isPresent()
                        && results.areOfOneNode(above.get(), below.get())) {
                    targets.add(target(above.get(), below.get(), ratio, pairs, bootstrap));
                }
            }
        }
        return targets;
    }

    private static Analysis.Target target(
            MeasuredCell above,
            MeasuredCell below,
            TargetRatio target,
            Pairs pairs,
            Bootstrap bootstrap) {
        Interval ratio = cpuRatio(above, below, bootstrap).orElseThrow();
        Optional<MeasuredCell> aboveInC = pairs.reference(above);
        Optional<MeasuredCell> belowInC = pairs.reference(below);
        Interval inC =
                aboveInC.filter(MeasuredCell::hasEnoughBlocks).isPresent()
                                && belowInC.filter(MeasuredCell::hasEnoughBlocks).isPresent()
                        ? cpuRatio(aboveInC.get(), belowInC.get(), bootstrap).orElse(null)
                        : null;
        return new Analysis.Target(
                above.workload(),
                name(above) + " / " + name(below),
                ratio,
                target.bound(),
                outcome(ratio, target.bound(), coarser(above, below, pairs)),
                inC);
    }

    private static Analysis.Outcome outcome(
            Interval ratio, double bound, @Nullable Resolution resolution) {
        if (resolution != null && resolution.isTooNoisy()) {
            return Analysis.Outcome.TOO_NOISY;
        }
        if (ratio.high() <= bound) {
            return Analysis.Outcome.KEPT;
        }
        return ratio.low() > bound ? Analysis.Outcome.MISSED : Analysis.Outcome.NOT_SHOWN;
    }

    private static @Nullable Resolution coarser(
            MeasuredCell above, MeasuredCell below, Pairs pairs) {
        Optional<Resolution> one = pairs.resolution(above, Figure.CPU_PER_OP);
        Optional<Resolution> other = pairs.resolution(below, Figure.CPU_PER_OP);
        return one.map(r -> other.map(r::or).orElse(r)).orElse(other.orElse(null));
    }

    private static Optional<Interval> cpuRatio(
            MeasuredCell above, MeasuredCell below, Bootstrap bootstrap) {
        return CellRatio.of(above, below, Figure.CPU_PER_OP, bootstrap);
    }

    private static Optional<MeasuredCell> find(
            List<MeasuredCell> cells, String strategy, int size) {
        return cells.stream()
                .filter(c -> c.strategy().equals(strategy) && c.size() == size)
                .findFirst();
    }

    private static String name(MeasuredCell cell) {
        return cell.strategy() + " × " + cell.size();
    }
}
