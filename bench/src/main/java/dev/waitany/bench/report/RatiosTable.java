/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.report;

import static j2html.TagCreator.each;
import static j2html.TagCreator.td;
import static j2html.TagCreator.th;
import static j2html.TagCreator.tr;

import dev.waitany.bench.results.Analysis;
import dev.waitany.bench.results.Figure;
import dev.waitany.bench.results.MeasuredCell;
import dev.waitany.bench.statistics.Verdict;
import j2html.tags.DomContent;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Ratios as HTML: of cells of one group, and the targets of a workload. */
final class RatiosTable {
    private static final Set<Figure> SHOWN = Set.of(Figure.P50, Figure.CPU_PER_OP);

    private RatiosTable() {}

    /** Returns the ratios of each cell to the others of its size. */
    static DomContent ofCells(
            String title, String unit, Map<String, MeasuredCell> cells, Analysis analysis) {
        List<Analysis.Comparison> rows =
                analysis.comparisons().stream()
                        .filter(c -> cells.containsKey(c.cell()) && SHOWN.contains(c.figure()))
                        .toList();
        return Markup.table(
                title,
                head("program", "against", unit, "figure", "ratio", "verdict"),
                each(rows, c -> row(c, cells)));
    }

    private static DomContent row(Analysis.Comparison c, Map<String, MeasuredCell> cells) {
        MeasuredCell cell = cells.get(c.cell());
        MeasuredCell against = cells.get(c.against());
        return tr(
                        th(cell == null ? c.cell() : FiguresTable.name(cell)).attr("scope", "row"),
                        td(against == null ? c.against() : FiguresTable.name(against)),
                        td(cell == null ? "" : Words.count(cell.size())),
                        td(Words.figure(c.figure())),
                        td(Markup.decimal(c.ratio())),
                        td(verdict(c.verdict())))
                .attr("data-ratio", c.cell() + " " + c.against() + " " + c.figure().label());
    }

    /** Returns the targets of a workload with their outcome. */
    static DomContent ofTargets(String title, List<Analysis.Target> targets) {
        return Markup.table(
                title,
                head("ratio of CPU per operation", "here", "no more than", "outcome", "in C"),
                each(
                        targets,
                        t ->
                                tr(
                                        th(t.figure()).attr("scope", "row"),
                                        td(Markup.decimal(t.ratio())),
                                        td(Markup.number(t.bound(), "%.2f", 1)),
                                        td(outcome(t.outcome())),
                                        td(Markup.decimal(t.ratioInC())))));
    }

    /** Returns a row of headings. */
    static DomContent head(String... names) {
        return tr(each(List.of(names), name -> th(name).attr("scope", "col")));
    }

    /** Returns a verdict with its sign. */
    static String verdict(@Nullable Verdict verdict) {
        if (verdict == null) {
            return "no A/A pair";
        }
        return switch (verdict) {
            case LESS -> "▼ less";
            case MORE -> "▲ more";
            case NO_DIFFERENCE -> "= no difference seen";
            case TOO_NOISY -> "? too noisy to judge";
        };
    }

    private static String outcome(Analysis.Outcome outcome) {
        return switch (outcome) {
            case KEPT -> "✓ within";
            case MISSED -> "✗ above";
            case NOT_SHOWN -> "? not shown";
            case TOO_NOISY -> "? too noisy to judge";
        };
    }
}
