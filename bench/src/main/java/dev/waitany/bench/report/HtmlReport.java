/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.report;

import static j2html.TagCreator.a;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.h3;
import static j2html.TagCreator.iff;
import static j2html.TagCreator.p;
import static j2html.TagCreator.section;

import dev.waitany.bench.chart.Fonts;
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
 * is one file, needs no network and has no script. Without fonts to draw with, it has tables only.
 */
public final class HtmlReport {
    private final Results results;
    private final Analysis analysis;
    private final List<WorkloadSection> workloads;
    private final boolean isDrawn;

    /**
     * Creates a report.
     *
     * @param results analysed results
     * @param workloads describes the workloads of the results
     */
    public HtmlReport(Results results, List<Workload> workloads) {
        this(results, workloads, Fonts.areFound());
    }

    HtmlReport(Results results, List<Workload> workloads, boolean isDrawn) {
        this.results = results;
        this.analysis = Objects.requireNonNull(results.analysis(), "not analysed");
        this.isDrawn = isDrawn;
        List<String> styles =
                results.cells().stream()
                        .filter(MeasuredCell::isSubject)
                        .map(MeasuredCell::strategy)
                        .distinct()
                        .toList();
        this.workloads =
                workloads.stream()
                        .filter(w -> !WorkloadSection.measured(w, results).isEmpty())
                        .map(w -> new WorkloadSection(w, results, styles))
                        .toList();
    }

    /** Returns the page. */
    public String page() {
        List<DomContent> parts = new ArrayList<>();
        parts.add(verdicts());
        workloads.forEach(w -> parts.add(w.content(isDrawn)));
        parts.add(EnvironmentTable.section(List.of(new NamedRun("this run", results))));
        List<String> names = workloads.stream().map(WorkloadSection::name).toList();
        return Page.of("Waiting on any of many futexes", List.of(results), names, parts);
    }

    /**
     * Returns all figures as texts of separate files, by name.
     *
     * @throws dev.waitany.bench.argument.BadArgumentException if this machine has no fonts
     */
    public Map<String, String> files() {
        Markup.checkFonts(isDrawn);
        Map<String, String> files = new LinkedHashMap<>();
        workloads.stream()
                .flatMap(w -> w.exhibits().stream())
                .forEach(e -> files.put(e.drawing().id() + ".svg", Markup.file(e)));
        return files;
    }

    private DomContent verdicts() {
        return section(
                        h2("What this run shows"),
                        div(
                                        each(
                                                Sentences.ofRun(results, analysis),
                                                s -> p(Markup.unbroken(s))),
                                        Markup.withoutFigures(isDrawn))
                                .withClass("trust"),
                        iff(workloads.isEmpty(), p("Nothing was measured.")),
                        each(
                                workloads,
                                w ->
                                        div(
                                                        h3(a(w.name()).withHref("#" + w.name())),
                                                        Markup.statements(w.findings()))
                                                .withClass("finding")))
                .withId("verdicts");
    }
}
