/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.report;

import static j2html.TagCreator.details;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.h3;
import static j2html.TagCreator.p;
import static j2html.TagCreator.section;
import static j2html.TagCreator.summary;
import static j2html.TagCreator.td;
import static j2html.TagCreator.th;
import static j2html.TagCreator.tr;

import dev.waitany.bench.analysis.RunDifference;
import dev.waitany.bench.measure.Workload;
import dev.waitany.bench.report.Statement.Kind;
import dev.waitany.bench.statistics.Verdict;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Compares runs with a baseline, as an HTML page: verdicts, a heat map of runs, and all ratios. */
public final class RunsPage {
    private final NamedRun baseline;
    private final List<NamedRun> runs;
    private final List<Exhibit> heatMaps;

    /**
     * Creates a page.
     *
     * @param runs without the baseline, analysed
     * @param workloads those that may have a heat map
     */
    public RunsPage(NamedRun baseline, List<NamedRun> runs, List<Workload> workloads) {
        this.baseline = baseline;
        this.runs = List.copyOf(runs);
        this.heatMaps =
                workloads.stream()
                        .flatMap(w -> new RunsHeatMap(w, all()).exhibit().stream())
                        .toList();
    }

    /** Returns the page. */
    public String page() {
        List<DomContent> parts = new ArrayList<>();
        parts.add(verdicts());
        parts.add(
                section(
                                h2("CPU time per operation, by run"),
                                div(each(heatMaps, Markup::figure)).withClass("figures"))
                        .withId("heat-maps"));
        parts.add(EnvironmentTable.section(all()));
        return Page.of(
                "Runs compared",
                baseline.results().environment().date(),
                "Baseline: " + baseline.name(),
                parts);
    }

    /** Returns all figures as files of their own, by name. */
    public Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        heatMaps.forEach(e -> files.put(e.drawing().id() + ".svg", Markup.file(e)));
        return files;
    }

    private List<NamedRun> all() {
        List<NamedRun> all = new ArrayList<>(List.of(baseline));
        all.addAll(runs);
        return all;
    }

    private DomContent verdicts() {
        return section(
                        h2("What the runs show"),
                        div(p(
                                        "The runs were not interleaved: a difference may be"
                                                + " the machine's. Repeat both."))
                                .withClass("trust"),
                        each(runs, this::verdicts))
                .withId("verdicts");
    }

    private DomContent verdicts(NamedRun run) {
        List<RunDifference> all = RunDifference.of(run.results(), baseline.results());
        return div(
                h3(run.name() + " against " + baseline.name()),
                Markup.statements(statements(all)),
                details(summary("All ratios"), table(run, all)).withClass("further"));
    }

    private static List<Statement> statements(List<RunDifference> all) {
        if (all.isEmpty()) {
            return List.of(new Statement(Kind.UNJUDGED, "The runs have no cell in common."));
        }
        List<Statement> statements = new ArrayList<>();
        for (RunDifference d : all) {
            if (d.verdict() == Verdict.LESS || d.verdict() == Verdict.MORE) {
                statements.add(
                        new Statement(
                                d.verdict() == Verdict.LESS ? Kind.LESS : Kind.MORE,
                                d.cell().workload()
                                        + " × "
                                        + Words.count(d.cell().size())
                                        + ", "
                                        + FiguresTable.name(d.cell())
                                        + ": "
                                        + Words.figure(d.figure())
                                        + " is "
                                        + Objects.requireNonNull(d.verdict()).label()
                                        + ", "
                                        + Words.ratio(d.ratio())
                                        + "."));
            }
        }
        add(all, Verdict.NO_DIFFERENCE, Kind.SAME, "no difference seen", statements);
        add(all, Verdict.TOO_NOISY, Kind.UNJUDGED, "too noisy to judge", statements);
        return statements;
    }

    private static void add(
            List<RunDifference> all,
            Verdict verdict,
            Kind kind,
            String words,
            List<Statement> into) {
        long count = all.stream().filter(d -> d.verdict() == verdict).count();
        if (count > 0) {
            into.add(new Statement(kind, count + " of " + all.size() + " ratios: " + words + "."));
        }
    }

    private DomContent table(NamedRun run, List<RunDifference> all) {
        return Markup.table(
                "Ratios of " + run.name() + " to " + baseline.name(),
                RatiosTable.head("program", "workload", "size", "figure", "ratio", "verdict"),
                each(
                        all,
                        d ->
                                tr(
                                                th(FiguresTable.name(d.cell()))
                                                        .attr("scope", "row"),
                                                td(d.cell().workload()),
                                                td(Words.count(d.cell().size())),
                                                td(Words.figure(d.figure())),
                                                td(Markup.decimal(d.ratio())),
                                                td(RatiosTable.verdict(d.verdict())))
                                        .attr(
                                                "data-ratio",
                                                d.cell().id() + " " + d.figure().label())));
    }
}
