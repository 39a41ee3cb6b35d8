/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.report;

import dev.waitany.bench.results.Analysis;
import dev.waitany.bench.results.Figure;
import dev.waitany.bench.results.MeasuredCell;
import dev.waitany.bench.results.MeasuredCell.BytesPerWord;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** The figures of one workload: cells of one size below each other, each followed by C. */
final class CellTable {
    /** Marks a cell that was not steady when it was measured. */
    static final String NOT_STEADY = " ~";

    private record Column(String heading, BiFunction<Analysis, MeasuredCell, String> text) {
        static Column of(String heading, Figure figure) {
            return new Column(heading, (a, cell) -> Words.number(a.figure(cell.id(), figure)));
        }
    }

    /** The columns of figures. A table omits those in which no row has a figure. */
    private static final List<Column> COLUMNS =
            List.of(
                    new Column("p50 µs", (a, c) -> Words.micros(a.figure(c.id(), Figure.P50))),
                    new Column("p99 µs", (a, c) -> Words.microsOnly(a.figure(c.id(), Figure.P99))),
                    new Column(
                            "CPU µs/op",
                            (a, c) -> Words.micros(a.figure(c.id(), Figure.CPU_PER_OP))),
                    new Column(
                            "waiter CPU",
                            (a, c) -> Words.microsOnly(a.figure(c.id(), Figure.WAITER_CPU_PER_OP))),
                    new Column(
                            "wake call",
                            (a, c) -> Words.microsOnly(a.figure(c.id(), Figure.WAKE_CALL))),
                    new Column(
                            "wake to run",
                            (a, c) -> Words.microsOnly(a.figure(c.id(), Figure.WAKE_TO_RUN))),
                    new Column(
                            "run to answer",
                            (a, c) -> Words.microsOnly(a.figure(c.id(), Figure.RUN_TO_ANSWER))),
                    Column.of("sleeps/op", Figure.SLEEPS_PER_OP),
                    Column.of("found/op", Figure.FOUND_PER_OP),
                    Column.of("waits/op", Figure.WAITS_PER_OP),
                    Column.of("swallowed/op", Figure.SWALLOWED_PER_OP),
                    Column.of("forwarded/op", Figure.FORWARDED_PER_OP),
                    Column.of("spurious/op", Figure.SPURIOUS_PER_OP),
                    Column.of("missed/op", Figure.MISSED_PER_OP),
                    new Column("syscalls/op", (_, c) -> Words.number(c.syscallsPerOp())),
                    Column.of("bytes/op", Figure.BYTES_PER_OP),
                    new Column("threads/wait", (_, c) -> Words.number(c.threadsPerWait())),
                    new Column(
                            "ops/s",
                            (a, c) -> {
                                var perSecond = a.figure(c.id(), Figure.PER_SECOND);
                                return Words.whole(perSecond == null ? null : perSecond.estimate());
                            }),
                    new Column("heap B/word", (_, c) -> memory(c, BytesPerWord::heap)),
                    new Column("native B/word", (_, c) -> memory(c, BytesPerWord::resident)),
                    new Column("kernel B/word", (_, c) -> memory(c, BytesPerWord::kernel)));

    private CellTable() {}

    /** Returns the table of cells that belong to one workload. */
    static String of(String unit, List<MeasuredCell> cells, Analysis analysis) {
        List<MeasuredCell> rows = bySize(cells);
        List<Column> columns =
                COLUMNS.stream()
                        .filter(
                                column ->
                                        rows.stream()
                                                .map(c -> column.text.apply(analysis, c))
                                                .anyMatch(text -> !text.equals(Words.ABSENT)))
                        .toList();
        Table table = new Table(2);
        table.row(line(Stream.of(unit, ""), columns.stream().map(Column::heading)));
        int previous = -1;
        for (MeasuredCell row : rows) {
            String size = row.size() == previous ? "" : String.valueOf(row.size());
            previous = row.size();
            table.row(
                    line(
                            Stream.of(size, name(row)),
                            columns.stream().map(c -> c.text.apply(analysis, row))));
        }
        return table.render("");
    }

    private static List<MeasuredCell> bySize(List<MeasuredCell> cells) {
        List<MeasuredCell> rows = new ArrayList<>();
        cells.stream()
                .map(MeasuredCell::size)
                .distinct()
                .sorted()
                .forEach(size -> cells.stream().filter(c -> c.size() == size).forEach(rows::add));
        return rows;
    }

    private static String name(MeasuredCell cell) {
        String name =
                cell.language().equals(MeasuredCell.C)
                        ? "  in C"
                        : cell.strategy() + (cell.twin() ? " again" : "");
        String marked = cell.isSteady() ? name : name + NOT_STEADY;
        return cell.hasEnoughBlocks() ? marked : marked + " (" + cell.blocks().size() + " blocks)";
    }

    private static String[] line(Stream<String> first, Stream<String> rest) {
        return Stream.concat(first, rest).toArray(String[]::new);
    }

    private static String memory(MeasuredCell cell, ToDoubleFunction<BytesPerWord> part) {
        BytesPerWord memory = cell.bytesPerWord();
        return Words.whole(memory == null ? null : part.applyAsDouble(memory));
    }
}
