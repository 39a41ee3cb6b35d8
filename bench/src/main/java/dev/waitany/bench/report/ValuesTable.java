/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.report;

import static j2html.TagCreator.each;
import static j2html.TagCreator.td;
import static j2html.TagCreator.th;
import static j2html.TagCreator.tr;

import dev.waitany.bench.chart.LineChart;
import dev.waitany.bench.chart.Series;
import j2html.tags.DomContent;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleFunction;

/** The values of a figure with lines: a row for each place, a column for each line. */
final class ValuesTable {
    private ValuesTable() {}

    static DomContent of(
            LineChart chart, String places, DoubleFunction<String> place, boolean isTime) {
        List<Double> rows =
                chart.series().stream()
                        .flatMap(s -> s.points().stream())
                        .map(Series.Point::x)
                        .distinct()
                        .sorted()
                        .toList();
        String unit = isTime ? " (µs)" : " (per second)";
        return Markup.table(
                chart.title() + unit,
                tr(
                        th(places).attr("scope", "col"),
                        each(chart.series(), s -> th(s.name()).attr("scope", "col"))),
                each(
                        rows,
                        x ->
                                tr(
                                        th(place.apply(x)).attr("scope", "row"),
                                        each(chart.series(), s -> value(s, x, isTime)))));
    }

    private static DomContent value(Series series, double x, boolean isTime) {
        Optional<Series.Point> point = series.points().stream().filter(p -> p.x() == x).findFirst();
        return td(
                point.map(p -> isTime ? Markup.micros(p.y()) : Markup.whole(p.y()))
                        .orElse(Markup.absent()));
    }
}
