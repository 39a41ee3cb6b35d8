/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.results;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** Writes one line for each block, for spreadsheets and statistics programs. */
public final class ResultsCsv {
    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();

    private ResultsCsv() {}

    /** Writes a heading and all blocks. A figure that was not measured is empty. */
    public static void write(Results results, Appendable to) throws IOException {
        CSVPrinter printer = new CSVPrinter(to, FORMAT);
        printer.printRecord(heading());
        for (MeasuredCell cell : results.cells()) {
            for (Block block : cell.blocks()) {
                printer.printRecord(line(cell, block));
            }
        }
    }

    private static List<String> heading() {
        List<String> names =
                new ArrayList<>(
                        List.of(
                                "workload",
                                "strategy",
                                "language",
                                "twin",
                                "size",
                                "fork",
                                "round",
                                "position",
                                "steal_nanos",
                                "operations"));
        for (Figure figure : Figure.values()) {
            names.add(figure.label());
        }
        return names;
    }

    private static List<Object> line(MeasuredCell cell, Block block) {
        List<Object> values =
                new ArrayList<>(
                        List.of(
                                cell.workload(),
                                cell.strategy(),
                                cell.language(),
                                cell.twin(),
                                cell.size(),
                                block.fork(),
                                block.round(),
                                block.position(),
                                block.stealNanos(),
                                block.figures().operations()));
        for (Figure figure : Figure.values()) {
            Double value = figure.of(block.figures());
            values.add(value == null ? "" : value);
        }
        return values;
    }
}
