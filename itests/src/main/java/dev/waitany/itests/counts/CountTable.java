/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.counts;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rows of counts of several kernels, for the terminal and for the page.
 *
 * @param title of a row: its first cells
 * @param counts one for each kernel, as text
 */
record CountTable(List<List<String>> title, List<List<String>> counts) {
    private static final String NONE = "–";
    private static final int MANY = 128;

    private record Size(String strategy, int words) {}

    /** Returns the rows of single system calls. */
    static CountTable calls(List<KernelCounts> kernels) {
        Set<String> calls = new TreeSet<>();
        kernels.forEach(kernel -> calls.addAll(kernel.calls().keySet()));
        CountTable table = new CountTable(new ArrayList<>(), new ArrayList<>());
        for (String call : calls) {
            table.title.add(List.of(call, ""));
            table.counts.add(
                    kernels.stream().map(kernel -> text(kernel.calls().get(call))).toList());
        }
        return table;
    }

    /** Returns the rows of one measure: a row for each strategy and number of words. */
    static CountTable of(List<KernelCounts> kernels, Measure measure) {
        Set<Size> sizes = new LinkedHashSet<>();
        kernels.reversed().stream() // the newest kernel has all strategies
                .flatMap(kernel -> kernel.cells().stream())
                .forEach(cell -> sizes.add(new Size(cell.strategy(), cell.words())));
        CountTable table = new CountTable(new ArrayList<>(), new ArrayList<>());
        for (Size size : sizes) {
            table.title.add(List.of(size.strategy, grouped(size.words)));
            table.counts.add(
                    kernels.stream()
                            .map(kernel -> kernel.cell(size.strategy, size.words))
                            .map(cell -> cell.map(c -> grouped(c.of(measure))).orElse(NONE))
                            .toList());
        }
        return table;
    }

    /** Returns rows of half-rounds at 1 and {@value #MANY} words, and of what a word more adds. */
    static CountTable halfRounds(List<KernelCounts> kernels) {
        CountTable table = new CountTable(new ArrayList<>(), new ArrayList<>());
        Set<String> strategies = new LinkedHashSet<>();
        kernels.getLast().cells().forEach(cell -> strategies.add(cell.strategy()));
        for (int words : List.of(1, MANY)) {
            for (String strategy : strategies) {
                table.title.add(List.of(strategy, grouped(words)));
                table.counts.add(
                        kernels.stream()
                                .map(kernel -> kernel.cell(strategy, words))
                                .map(cell -> cell.map(c -> grouped(c.halfRound())).orElse(NONE))
                                .toList());
            }
        }
        for (String strategy : strategies) {
            table.title.add(List.of(strategy, "each more"));
            table.counts.add(
                    kernels.stream().map(kernel -> eachWordMore(kernel, strategy)).toList());
        }
        return table;
    }

    /** Returns the rows of wakes that one wait consumes: words that are woken × wakes of each. */
    static CountTable bursts(List<KernelCounts> kernels) {
        CountTable table = new CountTable(new ArrayList<>(), new ArrayList<>());
        for (Burst row : kernels.getLast().bursts()) {
            table.title.add(List.of(row.strategy(), row.woken() + " × " + row.each()));
            table.counts.add(
                    kernels.stream()
                            .map(
                                    kernel ->
                                            kernel.bursts().stream()
                                                    .filter(b -> b.name().equals(row.name()))
                                                    .map(b -> grouped(b.found()))
                                                    .findFirst()
                                                    .orElse(NONE))
                            .toList());
        }
        return table;
    }

    private static String eachWordMore(KernelCounts kernel, String strategy) {
        Optional<CellCounts> one = kernel.cell(strategy, 1);
        Optional<CellCounts> many = kernel.cell(strategy, MANY);
        if (one.isEmpty() || many.isEmpty()) {
            return NONE;
        }
        long more = many.get().halfRound() - one.get().halfRound();
        return String.format(Locale.ROOT, "%,.1f", more / (MANY - 1.0));
    }

    /** Returns a sentence for each kernel with empty cells: what it refuses, and how. */
    static List<String> emptyCells(List<KernelCounts> kernels) {
        return kernels.stream()
                .filter(kernel -> !kernel.lacks().isEmpty())
                .map(
                        kernel ->
                                "Linux %s refuses %s."
                                        .formatted(
                                                kernel.kernel(),
                                                String.join(
                                                        ", ",
                                                        kernel.lacks().stream()
                                                                .map(CountTable::reason)
                                                                .toList())))
                .toList();
    }

    private static String reason(Lack lack) {
        return "%s (%s)".formatted(lack.strategy(), lack.error());
    }

    /** Returns the table for a terminal. */
    String text(List<String> head) {
        StringBuilder text = new StringBuilder(line("", "words", head));
        for (int i = 0; i < title.size(); i++) {
            text.append(line(title.get(i).getFirst(), title.get(i).getLast(), counts.get(i)));
        }
        return text.toString();
    }

    private static String line(String first, String words, List<String> cells) {
        StringBuilder line = new StringBuilder(String.format("%-14s %6s", first, words));
        cells.forEach(cell -> line.append(String.format(" %12s", cell)));
        return line.append("\n").toString();
    }

    /** Returns the table for the page. */
    String markdown(List<String> head) {
        return markdown("words", head);
    }

    /** Returns the table with another heading of the second column. */
    String markdown(String second, List<String> head) {
        StringBuilder text =
                new StringBuilder(row(Stream.concat(Stream.of("", second), head.stream())));
        text.append(row(Stream.concat(Stream.of("---", "---:"), head.stream().map(_ -> "---:"))));
        for (int i = 0; i < title.size(); i++) {
            text.append(
                    row(
                            Stream.concat(
                                    Stream.of(
                                            "`" + title.get(i).getFirst() + "`",
                                            title.get(i).getLast()),
                                    counts.get(i).stream())));
        }
        return text.toString();
    }

    private static String row(Stream<String> cells) {
        return "| " + String.join(" | ", cells.toList()) + " |\n";
    }

    private static String text(@Nullable Long count) {
        return count == null ? NONE : grouped(count);
    }

    private static String grouped(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
