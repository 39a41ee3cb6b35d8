/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.report;

import static j2html.TagCreator.a;
import static j2html.TagCreator.details;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.h3;
import static j2html.TagCreator.iff;
import static j2html.TagCreator.li;
import static j2html.TagCreator.nav;
import static j2html.TagCreator.p;
import static j2html.TagCreator.section;
import static j2html.TagCreator.summary;
import static j2html.TagCreator.ul;

import dev.waitany.bench.measure.Workload;
import dev.waitany.bench.results.Analysis;
import dev.waitany.bench.results.MeasuredCell;
import dev.waitany.bench.results.Results;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Writes the results of one run as an HTML page: verdicts first, then figures and tables. The page
 * is one file, needs no network and has no script.
 */
public final class HtmlReport {
    private final Results results;
    private final Analysis analysis;
    private final List<Workload> workloads;
    private final List<String> styles;

    /**
     * Creates a report.
     *
     * @param results analysed results
     * @param workloads describes the workloads of the results
     */
    public HtmlReport(Results results, List<Workload> workloads) {
        this.results = results;
        this.analysis = Objects.requireNonNull(results.analysis(), "not analysed");
        this.workloads = workloads.stream().filter(w -> !measured(w, results).isEmpty()).toList();
        this.styles =
                results.cells().stream()
                        .filter(MeasuredCell::isSubject)
                        .map(MeasuredCell::strategy)
                        .distinct()
                        .toList();
    }

    /** Returns the page. */
    public String page() {
        List<DomContent> parts = new ArrayList<>();
        parts.add(verdicts());
        for (Workload workload : workloads) {
            parts.add(part(workload));
        }
        parts.add(EnvironmentTable.section(List.of(new NamedRun("this run", results))));
        return Page.of(
                "Waiting on any of many futexes",
                results.environment().date(),
                EnvironmentTable.line(results),
                parts);
    }

    /** Returns all figures as files of their own, by name. */
    public Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        for (Workload workload : workloads) {
            exhibits(workload).forEach(e -> files.put(e.drawing().id() + ".svg", Markup.file(e)));
        }
        return files;
    }

    private DomContent verdicts() {
        DomContent links = ul(each(workloads, w -> li(a(w.name()).withHref("#" + w.name()))));
        return section(
                        h2("What this run shows"),
                        div(each(Sentences.ofRun(results, analysis), s -> p(s))).withClass("trust"),
                        iff(workloads.isEmpty(), p("Nothing was measured.")),
                        each(
                                workloads,
                                w ->
                                        div(
                                                        h3(a(w.name()).withHref("#" + w.name())),
                                                        Markup.statements(findings(w)))
                                                .withClass("finding")),
                        nav(links).attr("aria-label", "Workloads"))
                .withId("verdicts");
    }

    /** Differences between strategies; without any, everything that is stated. */
    private List<Statement> findings(Workload workload) {
        List<Statement> all = statements(workload);
        List<Statement> differences = all.stream().filter(s -> s.kind().isDifference()).toList();
        return differences.isEmpty() ? all : differences;
    }

    private List<Statement> statements(Workload workload) {
        return new PairSentences(workload.name(), workload.unit().label(), results).all();
    }

    private DomContent part(Workload workload) {
        String name = workload.name();
        String unit = workload.unit().label();
        List<MeasuredCell> cells = measured(workload, results);
        Map<String, MeasuredCell> byId = new LinkedHashMap<>();
        cells.forEach(cell -> byId.put(cell.id(), cell));
        List<Exhibit> exhibits = exhibits(workload);
        List<Exhibit> first = exhibits.stream().filter(Exhibit::isFirst).toList();
        List<Exhibit> further = exhibits.stream().filter(e -> !e.isFirst()).toList();
        List<Analysis.Target> targets =
                analysis.targets().stream().filter(t -> t.workload().equals(name)).toList();
        return section(
                        h2(name),
                        p(workload.about()).withClass("about"),
                        Markup.statements(statements(workload)),
                        div(each(first, Markup::figure)).withClass("figures"),
                        iff(
                                !further.isEmpty(),
                                details(
                                                summary("Percentiles at other sizes"),
                                                div(each(further, Markup::figure))
                                                        .withClass("figures"))
                                        .withClass("further")),
                        iff(
                                !targets.isEmpty(),
                                RatiosTable.ofTargets("Targets of " + name, targets)),
                        FiguresTable.of(
                                "All figures of " + name + ": medians with 95 % intervals",
                                unit,
                                cells,
                                analysis),
                        details(
                                        summary("All ratios, judged by the A/A pair"),
                                        RatiosTable.ofCells(
                                                "Ratios of " + name, unit, byId, analysis))
                                .withClass("further"),
                        leftOut(name))
                .withId(name);
    }

    private List<Exhibit> exhibits(Workload workload) {
        return new WorkloadExhibits(workload, results, styles).all();
    }

    private DomContent leftOut(String workload) {
        List<String> lines =
                results.leftOut().stream()
                        .filter(l -> l.workload().equals(workload))
                        .map(TextReport::line)
                        .toList();
        return iff(!lines.isEmpty(), ul(each(lines, l -> li(l))).withClass("notes"));
    }

    private static List<MeasuredCell> measured(Workload workload, Results results) {
        return results.cells().stream()
                .filter(c -> c.workload().equals(workload.name()) && !c.blocks().isEmpty())
                .toList();
    }
}
