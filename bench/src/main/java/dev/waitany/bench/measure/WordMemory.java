/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.measure;

import dev.waitany.bench.argument.BadArgumentException;
import dev.waitany.bench.results.MeasuredCell;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Measures memory per word, in a child JVM, for the cells that have a {@link MemoryProbe}. */
public final class WordMemory {
    /** The command of the child JVM. */
    public static final String COMMAND = "memory";

    private static final int WARM_UP_WORDS = 100;

    private WordMemory() {}

    /** Measures, in a child JVM, the cells that have a probe. */
    static Map<Cell, MeasuredCell.BytesPerWord> measure(List<Cell> cells, ChildJvm child)
            throws IOException, InterruptedException {
        List<Cell> probed =
                cells.stream().filter(c -> c.workload().memoryProbe(c.size()).isPresent()).toList();
        // All pages of the heap are resident from the start, so words add none there.
        List<String> heap = List.of("-Xms256m", "-Xmx256m", "-XX:+AlwaysPreTouch");
        return child.ask(heap, COMMAND, probed, WordMemory::parse);
    }

    /** Measures one cell, in this JVM, and returns the line to print: heap, resident, kernel. */
    public static String line(Cell cell) throws Exception {
        MemoryProbe probe =
                cell.workload()
                        .memoryProbe(cell.size())
                        .orElseThrow(() -> new BadArgumentException("no memory probe for " + cell));
        probe.measure(cell.strategy(), WARM_UP_WORDS); // loads and compiles code
        Footprint taken = probe.measure(cell.strategy(), cell.size());
        return taken.heap() / cell.size()
                + " "
                + taken.resident() / cell.size()
                + " "
                + taken.kernel() / cell.size();
    }

    private static MeasuredCell.BytesPerWord parse(String line) {
        String[] bytes = line.split(" ", -1);
        return new MeasuredCell.BytesPerWord(
                Double.parseDouble(bytes[0]),
                Double.parseDouble(bytes[1]),
                Double.parseDouble(bytes[2]));
    }
}
