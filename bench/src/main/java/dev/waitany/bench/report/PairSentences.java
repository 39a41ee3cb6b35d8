/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.report;

import dev.waitany.bench.analysis.Crossover;
import dev.waitany.bench.measure.Workload;
import dev.waitany.bench.report.Statement.Kind;
import dev.waitany.bench.results.Analysis;
import dev.waitany.bench.results.Figure;
import dev.waitany.bench.results.MeasuredCell;
import dev.waitany.bench.results.Results;
import dev.waitany.bench.statistics.Interval;
import dev.waitany.bench.statistics.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * States what one workload shows: each pair of its strategies that differ, where their order
 * changes, the first strategy against each other one, and each against its reference in C. Sizes
 * with the same verdict share a sentence, and so do pairs ({@link PairClaim}). Sizes that are too
 * noisy to judge are named once.
 */
final class PairSentences {
    private record Judged(int size, Interval ratio, @Nullable Verdict verdict, double resolution) {}

    private final String workload;
    private final String unit;
    private final Results results;
    private final Analysis analysis;
    private final List<MeasuredCell> cells;

    PairSentences(String workload, String unit, Results results) {
        this.workload = workload;
        this.unit = unit;
        this.results = results;
        this.analysis = Objects.requireNonNull(results.analysis(), "not analysed");
        this.cells =
                results.cells().stream()
                        .filter(c -> c.workload().equals(workload) && !c.twin())
                        .filter(c -> !c.strategy().equals(Workload.INSTRUMENT))
                        .toList();
    }

    List<Statement> all() {
        List<Statement> statements = new ArrayList<>();
        List<String> strategies = cells.stream().map(MeasuredCell::strategy).distinct().toList();
        for (Figure figure : List.of(Figure.CPU_PER_OP, Figure.P50)) {
            crossovers(figure).forEach(statements::add);
            List<PairClaim> pairs = new ArrayList<>();
            List<PairClaim> references = new ArrayList<>();
            for (String strategy : strategies) {
                boolean isFirst = strategy.equals(strategies.getFirst());
                strategies.stream()
                        .filter(other -> !strategy.equals(other))
                        .flatMap(other -> claims(strategy, other, figure))
                        .filter(claim -> isFirst || claim.isDifference())
                        .forEach(pairs::add);
                claims(strategy, null, figure).forEach(references::add);
            }
            PairClaim.statements(pairs).forEach(statements::add);
            PairClaim.statements(references).forEach(statements::add);
            tooNoisy(figure).ifPresent(statements::add);
        }
        return statements;
    }

    private Stream<Statement> crossovers(Figure figure) {
        return Crossover.of(workload, results).stream()
                .filter(c -> c.figure() == figure)
                .map(
                        c ->
                                new Statement(
                                        Kind.CROSSOVER,
                                        c.small()
                                                + " and "
                                                + c.large()
                                                + " change order between "
                                                + Words.count(c.last())
                                                + " and "
                                                + Words.size(c.first(), unit)
                                                + ": up to "
                                                + Words.count(c.last())
                                                + ", "
                                                + c.small()
                                                + comparative(figure)
                                                + "; from "
                                                + Words.count(c.first())
                                                + " on, "
                                                + c.large()
                                                + " does."));
    }

    private static String comparative(Figure figure) {
        return figure == Figure.P50 ? " takes less time" : " costs less CPU";
    }

    private Optional<Statement> tooNoisy(Figure figure) {
        List<Analysis.PairResolution> noisy =
                analysis.resolutions().stream()
                        .filter(r -> r.workload().equals(workload) && r.figure() == figure)
                        .filter(Analysis.PairResolution::tooNoisy)
                        .sorted(Comparator.comparingInt(Analysis.PairResolution::size))
                        .toList();
        if (noisy.isEmpty()) {
            return Optional.empty();
        }
        List<Integer> sizes = noisy.stream().map(Analysis.PairResolution::size).toList();
        return Optional.of(
                new Statement(
                        Kind.UNJUDGED,
                        (figure == Figure.P50 ? "Time at " : "CPU at ")
                                + Words.sizes(sizes, unit)
                                + ": too noisy to judge (resolution "
                                + worst(noisy.stream().map(Analysis.PairResolution::percent))
                                + ")."));
    }

    private static String worst(Stream<Double> percents) {
        return Words.percent(percents.mapToDouble(Double::doubleValue).max().orElseThrow());
    }

    /** Returns a claim for each verdict; {@code other} is null for the reference in C. */
    private Stream<PairClaim> claims(String strategy, @Nullable String other, Figure figure) {
        Map<String, List<Judged>> byVerdict = new LinkedHashMap<>();
        List<Integer> measured = new ArrayList<>();
        for (Analysis.Comparison c : analysis.comparisons()) {
            Optional<MeasuredCell> cell = find(c.cell(), strategy, MeasuredCell.JAVA);
            if (c.figure() == figure && cell.isPresent() && isAgainst(c, strategy, other)) {
                Verdict verdict = c.verdict();
                int size = cell.get().size();
                measured.add(size);
                if (verdict != Verdict.TOO_NOISY) {
                    byVerdict
                            .computeIfAbsent(String.valueOf(verdict), _ -> new ArrayList<>())
                            .add(new Judged(size, c.ratio(), verdict, resolution(size, figure)));
                }
            }
        }
        return byVerdict.values().stream()
                .map(judged -> claim(strategy, other, figure, judged, measured));
    }

    private boolean isAgainst(Analysis.Comparison c, String strategy, @Nullable String other) {
        return other == null
                ? find(c.against(), strategy, MeasuredCell.C).isPresent()
                : find(c.against(), other, MeasuredCell.JAVA).isPresent();
    }

    private PairClaim claim(
            String strategy,
            @Nullable String other,
            Figure figure,
            List<Judged> judged,
            List<Integer> measured) {
        List<Judged> bySize =
                judged.stream().sorted(Comparator.comparingInt(Judged::size)).toList();
        Judged largest = bySize.getLast();
        return new PairClaim(
                strategy,
                other,
                figure,
                largest.verdict(),
                bySize.stream().map(Judged::size).toList(),
                measured.stream().sorted().toList(),
                unit,
                largest.ratio(),
                bySize.stream().mapToDouble(Judged::resolution).max().orElseThrow());
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
}
