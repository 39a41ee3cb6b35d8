/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.report;

import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.h3;
import static j2html.TagCreator.iff;
import static j2html.TagCreator.li;
import static j2html.TagCreator.p;
import static j2html.TagCreator.section;
import static j2html.TagCreator.ul;

import dev.waitany.bench.chart.Fonts;
import dev.waitany.bench.measure.Workload;
import dev.waitany.bench.results.Results;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Compares runs with a baseline, as an HTML page: verdicts, the effect on each cell, a heat map of
 * runs, and all ratios.
 */
public final class RunsPage {
    private final List<NamedRun> all;
    private final List<String> labels;
    private final List<RunEffects> effects;
    private final List<Exhibit> heatMaps;
    private final boolean isDrawn;

    /**
     * Creates a page.
     *
     * @param runs without the baseline, analysed
     * @param workloads those that may have figures
     */
    public RunsPage(NamedRun baseline, List<NamedRun> runs, List<Workload> workloads) {
        this(baseline, runs, workloads, Fonts.areFound());
    }

    RunsPage(NamedRun baseline, List<NamedRun> runs, List<Workload> workloads, boolean isDrawn) {
        this.all = Stream.concat(Stream.of(baseline), runs.stream()).toList();
        this.labels = RunLabels.of(all);
        this.isDrawn = isDrawn;
        this.heatMaps =
                workloads.stream()
                        .flatMap(w -> new RunsHeatMap(w, all, labels).exhibit().stream())
                        .toList();
        this.effects = new ArrayList<>();
        for (int i = 1; i < all.size(); i++) {
            effects.add(
                    new RunEffects(
                            all.get(i), labels.get(i), baseline, labels.getFirst(), workloads));
        }
    }

    /** Returns the page. */
    public String page() {
        List<DomContent> parts = new ArrayList<>(List.of(verdicts(), effects()));
        List<String> sections = new ArrayList<>(List.of("effects"));
        if (!heatMaps.isEmpty()) {
            parts.add(
                    section(
                                    h2("CPU time per operation, by run"),
                                    div(each(heatMaps, e -> Markup.figure(e, isDrawn)))
                                            .withClass("figures"))
                            .withId("heat-maps"));
            sections.add("heat-maps");
        }
        parts.add(EnvironmentTable.section(all));
        List<Results> results = all.stream().map(NamedRun::results).toList();
        return Page.of("Runs compared", results, sections, parts);
    }

    /**
     * Returns all figures as texts of separate files, by name.
     *
     * @throws dev.waitany.bench.argument.BadArgumentException if this machine has no fonts
     */
    public Map<String, String> files() {
        Markup.checkFonts(isDrawn);
        Map<String, String> files = new LinkedHashMap<>();
        Stream.concat(effects.stream().flatMap(e -> e.exhibits().stream()), heatMaps.stream())
                .forEach(e -> files.put(e.drawing().id() + ".svg", Markup.file(e)));
        return files;
    }

    private DomContent verdicts() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            names.add(labels.get(i) + ": " + all.get(i).name() + (i == 0 ? ", the baseline" : ""));
        }
        return section(
                        h2("What the runs show"),
                        div(
                                        p(
                                                "The runs were not interleaved: a difference may be"
                                                        + " the machine's. Repeat both."),
                                        ul(each(names, n -> li(n))).withClass("runs"),
                                        Markup.withoutFigures(isDrawn))
                                .withClass("trust"),
                        each(
                                effects,
                                e ->
                                        div(h3(e.title()), Markup.statements(e.statements()))
                                                .withClass("finding")))
                .withId("verdicts");
    }

    private DomContent effects() {
        return section(
                        h2("Effect on each cell"),
                        each(
                                effects,
                                e ->
                                        div(
                                                iff(effects.size() > 1, h3(e.title())),
                                                div(each(
                                                                e.exhibits(),
                                                                x -> Markup.figure(x, isDrawn)))
                                                        .withClass("figures"),
                                                iff(
                                                        e.isComparable(),
                                                        Markup.closed(
                                                                "All ratios of " + e.title(),
                                                                e.table())))))
                .withId("effects");
    }
}
