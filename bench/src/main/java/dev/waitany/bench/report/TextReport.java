/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.report;

import dev.waitany.bench.measure.Environment;
import dev.waitany.bench.measure.Results;
import dev.waitany.bench.measure.Workload;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes results as text: a table for each workload, with its targets and left-out sizes. */
public final class TextReport {
    private static final String ABSENT = "-";

    private record Column(String heading, Function<Results.Result, String> text) {}

    /** The columns of figures. A table omits those in which no row has a figure. */
    private static final List<Column> FIGURES =
            List.of(
                    new Column("threads/wait", r -> number(r.threadsPerWait())),
                    new Column("p50 µs", r -> micros((double) r.roundTripNanos().p50())),
                    new Column("p99 µs", r -> micros((double) r.roundTripNanos().p99())),
                    new Column("CPU µs/op", r -> micros(r.cpuNanosPerOp())),
                    new Column("bytes/op", r -> number(r.bytesPerOp())),
                    new Column("syscalls/op", r -> number(r.syscallsPerOp())),
                    new Column("ops/s", r -> whole(r.operationsPerSecond())),
                    new Column("heap B/word", r -> memory(r, Results.BytesPerWord::heap)),
                    new Column("native B/word", r -> memory(r, Results.BytesPerWord::resident)),
                    new Column("kernel B/word", r -> memory(r, Results.BytesPerWord::kernel)),
                    new Column("× C trip", r -> ratio(r, Results.Ratio::roundTrip)),
                    new Column("× C CPU", r -> ratio(r, Results.Ratio::cpu)));

    private TextReport() {}

    /**
     * Returns the text.
     *
     * @param workloads describes the workloads of the results
     */
    public static String of(Results results, List<Workload> workloads) {
        Environment e = results.environment();
        StringBuilder text = new StringBuilder();
        text.append(
                String.format(
                        Locale.ROOT,
                        "Linux %s, %s, %d cores, %s%n",
                        e.kernel(),
                        e.cpu(),
                        e.cores(),
                        e.jdk()));
        if (results.results().isEmpty()) {
            text.append("\nNothing to measure.\n");
        }
        for (Workload workload : workloads) {
            List<Results.Result> rows =
                    results.results().stream()
                            .filter(r -> r.workload().equals(workload.name()))
                            .toList();
            if (!rows.isEmpty()) {
                text.append(section(workload, rows, results));
            }
        }
        for (Results.Missing missing : results.missing()) {
            text.append('\n').append(missing.strategy()).append(" left out: ");
            text.append(missing.reason()).append('\n');
        }
        return text.toString();
    }

    private static String section(Workload workload, List<Results.Result> rows, Results results) {
        String name = workload.name();
        StringBuilder text = new StringBuilder("\n" + name + "\n\n");
        text.append(table(workload.unit().label(), rows));
        results.targets().stream()
                .filter(t -> t.workload().equals(name))
                .forEach(target -> text.append(line(target)));
        results.leftOut().stream()
                .filter(l -> l.workload().equals(name))
                .forEach(left -> text.append(line(left)));
        return text.toString();
    }

    private static String table(String unit, List<Results.Result> rows) {
        List<Column> columns =
                FIGURES.stream()
                        .filter(c -> rows.stream().anyMatch(r -> !c.text.apply(r).equals(ABSENT)))
                        .toList();
        Table table = new Table(1);
        table.row(line(Stream.of("", unit), columns.stream().map(Column::heading)));
        String previous = "";
        for (Results.Result row : rows) {
            String strategy = row.strategy().equals(previous) ? "" : row.strategy();
            previous = row.strategy();
            table.row(
                    line(
                            Stream.of(strategy, String.valueOf(row.size())),
                            columns.stream().map(column -> column.text.apply(row))));
        }
        return table.render("");
    }

    private static String[] line(Stream<String> first, Stream<String> rest) {
        return Stream.concat(first, rest).toArray(String[]::new);
    }

    private static String line(Results.Target target) {
        return String.format(
                Locale.ROOT,
                "CPU per wake, %s: %.2f, %s %.2f (C: %s)%n",
                target.figure(),
                target.ratio(),
                target.ratio() <= target.bound() ? "within" : "above",
                target.bound(),
                number(target.ratioInC()));
    }

    private static String line(Results.LeftOut left) {
        String sizes = String.join(", ", left.sizes().stream().map(String::valueOf).toList());
        return left.strategy() + " × " + sizes + " left out: " + left.reason() + "\n";
    }

    private static String micros(double nanos) {
        return String.format(Locale.ROOT, "%.1f", nanos / 1000);
    }

    private static String number(@Nullable Double value) {
        return value == null ? ABSENT : String.format(Locale.ROOT, "%.2f", value);
    }

    private static String whole(@Nullable Double value) {
        return value == null ? ABSENT : String.format(Locale.ROOT, "%.0f", value);
    }

    private static String memory(
            Results.Result result, Function<Results.BytesPerWord, Double> part) {
        Results.BytesPerWord memory = result.bytesPerWord();
        return whole(memory == null ? null : part.apply(memory));
    }

    private static String ratio(Results.Result result, Function<Results.Ratio, Double> part) {
        Results.Ratio ratio = result.ratioToC();
        return number(ratio == null ? null : part.apply(ratio));
    }
}
