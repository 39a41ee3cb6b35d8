/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.report;

import static j2html.TagCreator.each;
import static j2html.TagCreator.td;
import static j2html.TagCreator.th;
import static j2html.TagCreator.tr;

import dev.waitany.bench.results.Analysis;
import dev.waitany.bench.results.Figure;
import dev.waitany.bench.results.MeasuredCell;
import dev.waitany.bench.results.MeasuredCell.BytesPerWord;
import j2html.tags.DomContent;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** All figures of one workload as HTML: a row for each cell, with intervals. */
final class FiguresTable {
    private static final String WHOLE = "%,.0f";
    private static final String DECIMAL = "%.2f";

    /** A column; a table omits those in which no row has a figure. */
    private record Column(String heading, BiFunction<Analysis, MeasuredCell, DomContent> value) {
        static Column micros(String heading, Figure figure) {
            return new Column(heading, (a, c) -> Markup.micros(a.figure(c.id(), figure)));
        }

        static Column decimal(String heading, Figure figure) {
            return new Column(heading, (a, c) -> Markup.decimal(a.figure(c.id(), figure)));
        }
    }

    private static final List<Column> COLUMNS =
            List.of(
                    Column.micros("p50 µs", Figure.P50),
                    Column.micros("p99 µs", Figure.P99),
                    Column.micros("CPU µs/op", Figure.CPU_PER_OP),
                    Column.micros("waiter CPU µs/op", Figure.WAITER_CPU_PER_OP),
                    Column.micros("wake call µs", Figure.WAKE_CALL),
                    Column.micros("wake to run µs", Figure.WAKE_TO_RUN),
                    Column.micros("run to answer µs", Figure.RUN_TO_ANSWER),
                    new Column(
                            "ops/s", (a, c) -> Markup.whole(a.figure(c.id(), Figure.PER_SECOND))),
                    Column.decimal("sleeps/op", Figure.SLEEPS_PER_OP),
                    Column.decimal("preemptions/op", Figure.PREEMPTIONS_PER_OP),
                    Column.decimal("wakes found/op", Figure.FOUND_PER_OP),
                    Column.decimal("waits/op", Figure.WAITS_PER_OP),
                    Column.decimal("swallowed/op", Figure.SWALLOWED_PER_OP),
                    Column.decimal("forwarded/op", Figure.FORWARDED_PER_OP),
                    Column.decimal("spurious/op", Figure.SPURIOUS_PER_OP),
                    Column.decimal("missed/op", Figure.MISSED_PER_OP),
                    Column.decimal("heap bytes/op", Figure.BYTES_PER_OP),
                    new Column("syscalls/op", (_, c) -> Markup.number(c.syscallsPerOp(), DECIMAL)),
                    new Column(
                            "threads/wait", (_, c) -> Markup.number(c.threadsPerWait(), DECIMAL)),
                    new Column("heap B/word", (_, c) -> memory(c, BytesPerWord::heap)),
                    new Column("native B/word", (_, c) -> memory(c, BytesPerWord::resident)),
                    new Column("kernel B/word", (_, c) -> memory(c, BytesPerWord::kernel)));

    private FiguresTable() {}

    static DomContent of(String title, String unit, List<MeasuredCell> cells, Analysis analysis) {
        List<MeasuredCell> rows =
                cells.stream().sorted(Comparator.comparingInt(MeasuredCell::size)).toList();
        String absent = Markup.absent().render();
        List<Column> columns =
                COLUMNS.stream()
                        .filter(
                                column ->
                                        rows.stream()
                                                .map(c -> column.value.apply(analysis, c).render())
                                                .anyMatch(text -> !text.equals(absent)))
                        .toList();
        return Markup.table(
                title,
                tr(
                        th("program").attr("scope", "col"),
                        th(unit).attr("scope", "col"),
                        each(columns, column -> th(column.heading).attr("scope", "col"))),
                each(
                        rows,
                        cell ->
                                tr(
                                                th(name(cell)).attr("scope", "row"),
                                                td(Words.count(cell.size())),
                                                each(
                                                        columns,
                                                        c -> td(c.value.apply(analysis, cell))))
                                        .withClass(kind(cell, rows))
                                        .attr("data-cell", cell.id())));
    }

    /** Returns the name of a cell's program. */
    static String name(MeasuredCell cell) {
        String name =
                cell.strategy()
                        + (cell.language().equals(MeasuredCell.C) ? " in C" : "")
                        + (cell.twin() ? " again" : "");
        String marked = cell.isSteady() ? name : name + CellTable.NOT_STEADY;
        return cell.hasEnoughBlocks() ? marked : marked + " (" + cell.blocks().size() + " blocks)";
    }

    /** A rule separates sizes, and what a strategy is compared with is fainter. */
    private static String kind(MeasuredCell cell, List<MeasuredCell> rows) {
        int at = rows.indexOf(cell);
        boolean isFirst = at > 0 && rows.get(at - 1).size() != cell.size();
        return (cell.isSubject() ? "subject" : "compared") + (isFirst ? " first" : "");
    }

    private static DomContent memory(MeasuredCell cell, ToDoubleFunction<BytesPerWord> part) {
        BytesPerWord memory = cell.bytesPerWord();
        @Nullable Double bytes = memory == null ? null : part.applyAsDouble(memory);
        return Markup.number(bytes, WHOLE);
    }
}
