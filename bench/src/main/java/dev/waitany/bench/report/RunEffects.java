/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.report;

import static j2html.TagCreator.each;
import static j2html.TagCreator.td;
import static j2html.TagCreator.th;
import static j2html.TagCreator.tr;

import dev.waitany.bench.analysis.RunDifference;
import dev.waitany.bench.chart.RatioChart;
import dev.waitany.bench.measure.Workload;
import dev.waitany.bench.report.Statement.Kind;
import dev.waitany.bench.results.Figure;
import dev.waitany.bench.statistics.Verdict;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** A run compared with a baseline: what differs in words, as figures and as a table. */
final class RunEffects {
    private final String label;
    private final String baselineLabel;
    private final List<Workload> workloads;
    private final List<RunDifference> all;

    RunEffects(
            NamedRun run,
            String label,
            NamedRun baseline,
            String baselineLabel,
            List<Workload> workloads) {
        this.label = label;
        this.baselineLabel = baselineLabel;
        this.workloads = workloads;
        this.all = RunDifference.of(run.results(), baseline.results());
    }

    String title() {
        return label + " against " + baselineLabel;
    }

    /** Returns whether the runs have a cell in common. */
    boolean isComparable() {
        return !all.isEmpty();
    }

    List<Statement> statements() {
        if (all.isEmpty()) {
            return List.of(new Statement(Kind.UNJUDGED, "The runs have no cell in common."));
        }
        List<Statement> statements = new ArrayList<>();
        all.stream()
                .filter(d -> d.verdict() == Verdict.LESS || d.verdict() == Verdict.MORE)
                .sorted(Comparator.comparingInt(d -> d.cell().size()))
                .collect(
                        Collectors.groupingBy(
                                RunEffects::claim, LinkedHashMap::new, Collectors.toList()))
                .forEach((claim, alike) -> statements.add(statement(claim, alike)));
        count(Verdict.NO_DIFFERENCE, Kind.SAME, "no difference seen", statements);
        count(Verdict.TOO_NOISY, Kind.UNJUDGED, "too noisy to judge", statements);
        return statements;
    }

    /** Sizes at which a program differs in the same way share a sentence. */
    private static String claim(RunDifference d) {
        return d.cell().workload()
                + ", "
                + FiguresTable.name(d.cell())
                + ": "
                + Words.figure(d.figure())
                + " is "
                + Objects.requireNonNull(d.verdict()).label();
    }

    private static Statement statement(String claim, List<RunDifference> alike) {
        RunDifference largest = alike.getLast();
        String sizes =
                alike.stream()
                        .map(d -> Words.count(d.cell().size()))
                        .collect(Collectors.joining(", "));
        String at = alike.size() == 1 ? "" : " at " + Words.count(largest.cell().size());
        return new Statement(
                largest.verdict() == Verdict.LESS ? Kind.LESS : Kind.MORE,
                claim + " at " + sizes + ": " + Words.ratio(largest.ratio()) + at + ".");
    }

    private void count(Verdict verdict, Kind kind, String words, List<Statement> into) {
        long count = all.stream().filter(d -> d.verdict() == verdict).count();
        if (count > 0) {
            into.add(new Statement(kind, count + " of " + all.size() + " ratios: " + words + "."));
        }
    }

    /** Returns a figure for each workload that both runs have. */
    List<Exhibit> exhibits() {
        List<Exhibit> exhibits = new ArrayList<>();
        for (Workload workload : workloads) {
            List<RunDifference> shown =
                    all.stream()
                            .filter(d -> d.figure() == Figure.CPU_PER_OP && d.cell().isSubject())
                            .filter(d -> d.cell().workload().equals(workload.name()))
                            .sorted(Comparator.comparingInt(d -> d.cell().size()))
                            .toList();
            if (!shown.isEmpty()) {
                exhibits.add(exhibit(workload, shown));
            }
        }
        return exhibits;
    }

    private Exhibit exhibit(Workload workload, List<RunDifference> shown) {
        String name = workload.name();
        RatioChart chart =
                new RatioChart(
                        Words.id("effects-" + name + "-" + label),
                        name + ": CPU per operation, " + title(),
                        "The ratio of CPU time per operation of each cell of "
                                + name
                                + ", "
                                + title()
                                + ", on a logarithmic scale. Bars span the 95 % interval.",
                        shown.stream().map(RunEffects::row).toList());
        return new Exhibit(chart, table(chart.title(), shown), true);
    }

    private static RatioChart.Row row(RunDifference d) {
        String name = d.cell().strategy() + " × " + Words.count(d.cell().size());
        return new RatioChart.Row(name, d.ratio(), d.verdict());
    }

    DomContent table() {
        return table("Ratios of " + title(), all);
    }

    private static DomContent table(String title, List<RunDifference> rows) {
        return Markup.table(
                title,
                RatiosTable.head(
                        "program",
                        "workload",
                        "size",
                        "figure",
                        "ratio",
                        "blocks above",
                        "verdict"),
                each(
                        rows,
                        d ->
                                tr(
                                                th(FiguresTable.name(d.cell()))
                                                        .attr("scope", "row"),
                                                td(d.cell().workload()),
                                                td(Words.count(d.cell().size())),
                                                td(Words.figure(d.figure())),
                                                td(Markup.decimal(d.ratio())),
                                                td(Words.percent(100 * d.above())),
                                                td(RatiosTable.verdict(d.verdict())))
                                        .attr(
                                                "data-ratio",
                                                d.cell().id() + " " + d.figure().label())));
    }
}
