/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.report;

import dev.waitany.bench.results.Analysis;
import dev.waitany.bench.results.Figure;
import dev.waitany.bench.results.MeasuredCell;
import dev.waitany.bench.results.Results;
import dev.waitany.bench.statistics.Interval;
import dev.waitany.bench.statistics.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * States what one workload shows: the first of its strategies against each other one, and each
 * against its reference in C. Sizes with the same verdict share a sentence. Sizes that are too
 * noisy to judge are named once.
 */
final class PairSentences {
    private static final String IN_C = "its reference in C";

    private record Judged(int size, Interval ratio, @Nullable Verdict verdict, double resolution) {}

    private final String workload;
    private final String unit;
    private final List<MeasuredCell> cells;
    private final Analysis analysis;

    PairSentences(String workload, String unit, Results results, Analysis analysis) {
        this.workload = workload;
        this.unit = unit;
        this.cells =
                results.cells().stream()
                        .filter(c -> c.workload().equals(workload) && !c.twin())
                        .toList();
        this.analysis = analysis;
    }

    List<String> all() {
        List<String> sentences = new ArrayList<>();
        List<String> strategies = cells.stream().map(MeasuredCell::strategy).distinct().toList();
        for (Figure figure : List.of(Figure.CPU_PER_OP, Figure.P50)) {
            for (String other :
                    strategies.subList(Math.min(1, strategies.size()), strategies.size())) {
                add(strategies.getFirst(), other, MeasuredCell.JAVA, figure, sentences);
            }
            for (String strategy : strategies) {
                add(strategy, strategy, MeasuredCell.C, figure, sentences);
            }
            addTooNoisy(figure, sentences);
        }
        return sentences;
    }

    private void addTooNoisy(Figure figure, List<String> into) {
        List<Analysis.PairResolution> noisy =
                analysis.resolutions().stream()
                        .filter(r -> r.workload().equals(workload) && r.figure() == figure)
                        .filter(Analysis.PairResolution::tooNoisy)
                        .toList();
        if (!noisy.isEmpty()) {
            into.add(
                    name(figure)
                            + at(noisy.stream().map(Analysis.PairResolution::size).toList())
                            + ": too noisy to judge (resolution "
                            + worst(noisy.stream().map(Analysis.PairResolution::percent))
                            + ").");
        }
    }

    private static String name(Figure figure) {
        return figure == Figure.P50 ? "Time" : "CPU";
    }

    private static String worst(Stream<Double> percents) {
        return Words.percent(percents.mapToDouble(Double::doubleValue).max().orElseThrow());
    }

    private void add(
            String strategy, String other, String language, Figure figure, List<String> into) {
        Map<String, List<Judged>> byVerdict = new LinkedHashMap<>();
        for (Analysis.Comparison c : analysis.comparisons()) {
            Optional<MeasuredCell> cell = find(c.cell(), strategy, MeasuredCell.JAVA);
            if (c.figure() == figure
                    && cell.isPresent()
                    && find(c.against(), other, language).isPresent()) {
                Verdict verdict = c.verdict();
                int size = cell.get().size();
                if (verdict != Verdict.TOO_NOISY) {
                    byVerdict
                            .computeIfAbsent(String.valueOf(verdict), _ -> new ArrayList<>())
                            .add(new Judged(size, c.ratio(), verdict, resolution(size, figure)));
                }
            }
        }
        String against = language.equals(MeasuredCell.C) ? IN_C : other;
        byVerdict.values().forEach(s -> into.add(sentence(strategy, against, figure, s)));
    }

    private Optional<MeasuredCell> find(String id, String strategy, String language) {
        return cells.stream()
                .filter(c -> c.id().equals(id) && c.strategy().equals(strategy))
                .filter(c -> c.language().equals(language))
                .findFirst();
    }

    private double resolution(int size, Figure figure) {
        return analysis.resolutions().stream()
                .filter(r -> r.workload().equals(workload) && r.size() == size)
                .filter(r -> r.figure() == figure)
                .mapToDouble(Analysis.PairResolution::percent)
                .findFirst()
                .orElse(Double.NaN);
    }

    private String sentence(String strategy, String other, Figure figure, List<Judged> sizes) {
        Judged last = sizes.getLast();
        String at = at(sizes.stream().map(Judged::size).toList());
        String ratio = Words.ratio(last.ratio()) + (sizes.size() == 1 ? "" : " at " + last.size());
        Verdict verdict = last.verdict();
        if (verdict == Verdict.LESS || verdict == Verdict.MORE) {
            return strategy + verb(verdict, figure) + other + at + ": " + ratio + ".";
        }
        String subject = figure == Figure.P50 ? "time" : "CPU";
        String both = strategy + " and " + other + at + ", " + subject + ": ";
        return verdict == Verdict.NO_DIFFERENCE
                ? both
                        + "no difference seen (resolution "
                        + worst(sizes.stream().map(Judged::resolution))
                        + ")."
                : both + "no A/A pair to judge by, " + ratio + ".";
    }

    private static String verb(Verdict verdict, Figure figure) {
        if (figure == Figure.P50) {
            return verdict == Verdict.LESS ? " is faster than " : " is slower than ";
        }
        return verdict == Verdict.LESS ? " costs less CPU than " : " costs more CPU than ";
    }

    private String at(List<Integer> sizes) {
        return " at "
                + String.join(", ", sizes.stream().map(String::valueOf).toList())
                + " "
                + unit;
    }
}
