/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.report;

import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.iff;
import static j2html.TagCreator.li;
import static j2html.TagCreator.p;
import static j2html.TagCreator.section;
import static j2html.TagCreator.ul;

import dev.waitany.bench.measure.Workload;
import dev.waitany.bench.report.Statement.Kind;
import dev.waitany.bench.results.Analysis;
import dev.waitany.bench.results.MeasuredCell;
import dev.waitany.bench.results.Results;
import j2html.tags.DomContent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What one workload shows: figures first, then tables that the reader opens. */
final class WorkloadSection {
    private static final String KEY =
            "Bands and bars span the 95 % interval. Scales are logarithmic.";
    private static final String BASELINES = " Dashed: other ways to wait, from the JDK.";

    private final Workload workload;
    private final Results results;
    private final Analysis analysis;
    private final List<MeasuredCell> cells;
    private final List<Statement> statements;
    private final List<Exhibit> exhibits;

    /**
     * @param styles the strategies of the whole page, in the order of colours and markers
     */
    WorkloadSection(Workload workload, Results results, List<String> styles) {
        this.workload = workload;
        this.results = results;
        this.analysis = Objects.requireNonNull(results.analysis(), "not analysed");
        this.cells = measured(workload, results);
        this.statements =
                new PairSentences(workload.name(), workload.unit().label(), results).all();
        this.exhibits = new WorkloadExhibits(workload, results, styles).all();
    }

    /** Returns the cells of a workload that have blocks. */
    static List<MeasuredCell> measured(Workload workload, Results results) {
        return results.cells().stream()
                .filter(c -> c.workload().equals(workload.name()) && !c.blocks().isEmpty())
                .toList();
    }

    String name() {
        return workload.name();
    }

    List<Exhibit> exhibits() {
        return exhibits;
    }

    /** Returns what differs, and what cannot be judged; without either, that nothing differs. */
    List<Statement> findings() {
        if (statements.isEmpty()) {
            return List.of(new Statement(Kind.UNJUDGED, "Nothing can be compared."));
        }
        List<Statement> first = statements.stream().filter(s -> s.kind() != Kind.SAME).toList();
        return first.isEmpty() ? statements : first;
    }

    DomContent content(boolean isDrawn) {
        List<Exhibit> first = exhibits.stream().filter(Exhibit::isFirst).toList();
        List<Exhibit> further = exhibits.stream().filter(e -> !e.isFirst()).toList();
        String unit = workload.unit().label();
        return section(
                        h2(name()),
                        p(workload.about()).withClass("about"),
                        figures(first, isDrawn),
                        p(KEY + (workload.baselines().isEmpty() ? "" : BASELINES)).withClass("key"),
                        targets(),
                        iff(
                                !further.isEmpty(),
                                Markup.closed(
                                        "Percentiles at other sizes", figures(further, isDrawn))),
                        Markup.closed(
                                "All figures of " + name(),
                                FiguresTable.of(
                                        "Figures of " + name() + ": medians with 95 % intervals",
                                        unit,
                                        cells,
                                        analysis)),
                        Markup.closed(
                                "All verdicts and ratios of " + name(),
                                Markup.statements(statements),
                                RatiosTable.ofCells(
                                        "Ratios of " + name() + ", judged by the A/A pair",
                                        unit,
                                        byId(),
                                        analysis)),
                        leftOut())
                .withId(name());
    }

    private static DomContent figures(List<Exhibit> shown, boolean isDrawn) {
        return div(each(shown, exhibit -> Markup.figure(exhibit, isDrawn))).withClass("figures");
    }

    private DomContent targets() {
        List<Analysis.Target> targets =
                analysis.targets().stream().filter(t -> t.workload().equals(name())).toList();
        return iff(!targets.isEmpty(), RatiosTable.ofTargets("Targets of " + name(), targets));
    }

    private Map<String, MeasuredCell> byId() {
        Map<String, MeasuredCell> byId = new LinkedHashMap<>();
        cells.forEach(cell -> byId.put(cell.id(), cell));
        return byId;
    }

    private DomContent leftOut() {
        List<String> lines =
                results.leftOut().stream()
                        .filter(l -> l.workload().equals(name()))
                        .map(TextReport::line)
                        .toList();
        return iff(!lines.isEmpty(), ul(each(lines, l -> li(l))).withClass("notes"));
    }
}
