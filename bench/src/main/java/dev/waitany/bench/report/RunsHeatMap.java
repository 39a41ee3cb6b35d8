/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.report;

import static j2html.TagCreator.each;
import static j2html.TagCreator.td;
import static j2html.TagCreator.th;
import static j2html.TagCreator.tr;

import dev.waitany.bench.chart.HeatMap;
import dev.waitany.bench.measure.Workload;
import dev.waitany.bench.results.Analysis;
import dev.waitany.bench.results.Figure;
import dev.waitany.bench.results.MeasuredCell;
import dev.waitany.bench.statistics.Interval;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * CPU per operation of one workload: a row for each cell that two runs have, a column for each run.
 */
final class RunsHeatMap {
    private final Workload workload;
    private final List<NamedRun> runs;
    private final List<String> labels;
    private final List<MeasuredCell> rows;

    /**
     * @param labels a short name for each run
     */
    RunsHeatMap(Workload workload, List<NamedRun> runs, List<String> labels) {
        this.workload = workload;
        this.runs = runs;
        this.labels = labels;
        this.rows = new ArrayList<>();
        List<String> seen = new ArrayList<>();
        for (NamedRun run : runs) {
            for (MeasuredCell cell : run.results().cells()) {
                boolean isMeasured = cell.isSubject() && !cell.blocks().isEmpty();
                if (isMeasured
                        && cell.workload().equals(workload.name())
                        && !seen.contains(cell.id())) {
                    seen.add(cell.id());
                    rows.add(cell);
                }
            }
        }
        rows.removeIf(row -> runs.stream().filter(run -> value(row, run) != null).count() < 2);
        rows.sort(Comparator.comparingInt(MeasuredCell::size));
    }

    /** Returns the figure, unless no two runs have a cell of the workload in common. */
    Optional<Exhibit> exhibit() {
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        List<HeatMap.Field> fields = new ArrayList<>();
        for (int row = 0; row < rows.size(); row++) {
            for (int column = 0; column < runs.size(); column++) {
                Interval value = value(rows.get(row), runs.get(column));
                if (value != null) {
                    double micros = value.estimate() / 1000;
                    String text =
                            String.format(Locale.ROOT, micros < 100 ? "%.1f" : "%,.0f", micros);
                    fields.add(new HeatMap.Field(row, column, value.estimate(), text));
                }
            }
        }
        HeatMap map =
                new HeatMap(
                        Words.id("runs-" + workload.name()),
                        workload.name() + ": CPU µs per operation",
                        "CPU time per operation of "
                                + workload.name()
                                + ", in microseconds. A darker field is a higher value.",
                        rows.stream().map(RunsHeatMap::name).toList(),
                        labels,
                        fields);
        return Optional.of(new Exhibit(map, table(map), true));
    }

    private DomContent table(HeatMap map) {
        return Markup.table(
                map.title(),
                tr(
                        th("cell").attr("scope", "col"),
                        each(map.columns(), name -> th(name).attr("scope", "col"))),
                each(
                        rows,
                        cell ->
                                tr(
                                        th(name(cell)).attr("scope", "row"),
                                        each(runs, run -> td(Markup.micros(value(cell, run)))))));
    }

    private static String name(MeasuredCell cell) {
        return cell.strategy() + " × " + Words.count(cell.size());
    }

    private static @Nullable Interval value(MeasuredCell cell, NamedRun run) {
        Analysis analysis = Objects.requireNonNull(run.results().analysis(), "not analysed");
        return analysis.figure(cell.id(), Figure.CPU_PER_OP);
    }
}
