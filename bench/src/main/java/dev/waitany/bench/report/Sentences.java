/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.report;

import dev.waitany.bench.results.Analysis;
import dev.waitany.bench.results.Figure;
import dev.waitany.bench.results.MeasuredCell;
import dev.waitany.bench.results.Results;
import dev.waitany.bench.statistics.Interval;
import dev.waitany.bench.statistics.Resolution;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** States in words how far a run can be trusted, and which targets it shows to be kept. */
public final class Sentences {
    private Sentences() {}

    /** Returns what the A/A pairs of a run show, and which cells were not steady. */
    static List<String> ofRun(Results results, Analysis analysis) {
        List<String> sentences = new ArrayList<>();
        if (results.partial()) {
            sentences.add("Partial: the run was interrupted, or has not ended.");
        }
        List<Analysis.PairResolution> pairs =
                analysis.resolutions().stream()
                        .filter(pair -> pair.figure() == Figure.CPU_PER_OP)
                        .sorted(Comparator.comparingDouble(Analysis.PairResolution::percent))
                        .toList();
        if (pairs.isEmpty()) {
            sentences.add("No A/A pair was measured, so no difference can be judged.");
        } else {
            sentences.addAll(ofPairs(pairs));
        }
        InstrumentCost.of(results, analysis).ifPresent(cost -> sentences.add(cost.sentence()));
        List<MeasuredCell> unsteady =
                results.cells().stream().filter(cell -> !cell.isSteady()).toList();
        if (!unsteady.isEmpty()) {
            sentences.add(
                    unsteady.size()
                            + " of "
                            + results.cells().size()
                            + " cells were not steady when their warm-up had to end; they are"
                            + " marked with"
                            + CellTable.NOT_STEADY
                            + ".");
        }
        long few =
                results.cells().stream()
                        .filter(cell -> !cell.blocks().isEmpty() && !cell.hasEnoughBlocks())
                        .count();
        if (few > 0) {
            sentences.add(
                    few
                            + " of "
                            + results.cells().size()
                            + " cells have fewer than "
                            + MeasuredCell.LEAST_BLOCKS
                            + " blocks, because the planned time ended; they are not judged.");
        }
        return sentences;
    }

    private static List<String> ofPairs(List<Analysis.PairResolution> pairs) {
        Analysis.PairResolution middle = pairs.get(pairs.size() / 2);
        Analysis.PairResolution worst = pairs.getLast();
        List<String> sentences = new ArrayList<>();
        sentences.add(
                "Resolution (A/A, CPU per operation): "
                        + Words.percent(middle.percent())
                        + " in the median of "
                        + pairs.size()
                        + " pairs, "
                        + Words.percent(worst.percent())
                        + " at worst ("
                        + worst.workload()
                        + " × "
                        + worst.size()
                        + ": "
                        + Words.ratio(worst.ratio())
                        + ").");
        long noisy = pairs.stream().filter(Analysis.PairResolution::tooNoisy).count();
        if (noisy > 0) {
            sentences.add(
                    "This run is too noisy to judge "
                            + noisy
                            + " of "
                            + pairs.size()
                            + " groups: their A/A interval is wider than "
                            + Words.percent(Resolution.WIDEST * 100)
                            + ".");
        }
        return sentences;
    }

    /** Returns whether a target is kept. */
    static String of(Analysis.Target target) {
        String outcome =
                switch (target.outcome()) {
                    case KEPT -> "within ";
                    case MISSED -> "above ";
                    case NOT_SHOWN -> "not shown to be within ";
                    case TOO_NOISY -> "too noisy to judge against ";
                };
        Interval inC = target.ratioInC();
        return "CPU per operation, "
                + target.figure()
                + ": "
                + Words.ratio(target.ratio())
                + ", "
                + outcome
                + String.format(Locale.ROOT, "%.2f", target.bound())
                + (inC == null ? "" : " (C: " + Words.ratio(inC) + ")");
    }
}
