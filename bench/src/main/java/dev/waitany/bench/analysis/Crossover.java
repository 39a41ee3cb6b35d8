/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.analysis;

import dev.waitany.bench.results.Analysis;
import dev.waitany.bench.results.Figure;
import dev.waitany.bench.results.MeasuredCell;
import dev.waitany.bench.results.Results;
import dev.waitany.bench.statistics.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Two strategies of which one is better for small sizes and the other for large ones. Both verdicts
 * are differences; sizes between them show none.
 *
 * @param small the strategy with the lower figure up to {@code last}
 * @param large the strategy with the lower figure from {@code first} on
 */
public record Crossover(
        String workload, Figure figure, String small, String large, int last, int first) {
    private record Judged(MeasuredCell cell, MeasuredCell against, Figure figure, Verdict verdict) {
        String pair() {
            return cell.strategy() + "\n" + against.strategy() + "\n" + figure.label();
        }

        /** The strategy with the lower figure. */
        String better() {
            return (verdict == Verdict.LESS ? cell : against).strategy();
        }
    }

    /** Returns all crossovers of one workload, between strategies in Java. */
    public static List<Crossover> of(String workload, Results run) {
        Analysis analysis = Objects.requireNonNull(run.analysis(), "not analysed");
        Map<String, MeasuredCell> subjects =
                run.cells().stream()
                        .filter(cell -> cell.isSubject() && cell.workload().equals(workload))
                        .collect(Collectors.toMap(MeasuredCell::id, Function.identity()));
        List<Judged> differences = new ArrayList<>();
        for (Analysis.Comparison c : analysis.comparisons()) {
            MeasuredCell cell = subjects.get(c.cell());
            MeasuredCell against = subjects.get(c.against());
            Verdict verdict = c.verdict();
            if (cell != null
                    && against != null
                    && (verdict == Verdict.LESS || verdict == Verdict.MORE)) {
                differences.add(new Judged(cell, against, c.figure(), verdict));
            }
        }
        differences.sort(Comparator.comparingInt(d -> d.cell.size()));
        List<Crossover> found = new ArrayList<>();
        differences.stream()
                .map(Judged::pair)
                .distinct()
                .forEach(
                        pair ->
                                add(
                                        differences.stream()
                                                .filter(d -> d.pair().equals(pair))
                                                .toList(),
                                        found));
        return found;
    }

    private static void add(List<Judged> ofOnePair, List<Crossover> into) {
        for (int i = 1; i < ofOnePair.size(); i++) {
            Judged below = ofOnePair.get(i - 1);
            Judged above = ofOnePair.get(i);
            if (below.verdict != above.verdict) {
                into.add(
                        new Crossover(
                                above.cell.workload(),
                                above.figure,
                                below.better(),
                                above.better(),
                                below.cell.size(),
                                above.cell.size()));
            }
        }
    }
}
