/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.measure;

import dev.waitany.bench.argument.BadArgumentException;
import dev.waitany.linux.SystemCallCount;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Counts system calls per operation. This is done in a separate JVM because counting takes time.
 * Only calls of {@code dev.waitany.linux} are counted, not those that the JVM makes for itself,
 * such as parking a thread.
 */
public final class SystemCallCounts {
    /** The command of the child JVM. */
    public static final String COMMAND = "count";

    private static final Duration WARM_UP = Duration.ofMillis(20);
    private static final Duration SPAN = Duration.ofMillis(80);

    private SystemCallCounts() {}

    /**
     * Measures, in a child JVM, the cells whose workload counts system calls. Baselines make calls
     * that are not counted.
     */
    static Map<Cell, Double> measure(List<Cell> cells, ChildJvm child)
            throws IOException, InterruptedException {
        List<Cell> counted =
                cells.stream()
                        .filter(c -> c.workload().countsSystemCalls())
                        .filter(c -> !c.workload().baselines().contains(c.strategy()))
                        .toList();
        String counting = "-D" + SystemCallCount.PROPERTY + "=true";
        return child.ask(List.of(counting), COMMAND, counted, Double::parseDouble);
    }

    /** Counts one cell, in this JVM, and returns the line to print. */
    public static String line(Cell cell) throws Exception {
        if (SystemCallCount.sum() < 0) {
            throw new BadArgumentException(
                    "system calls are counted with -D" + SystemCallCount.PROPERTY + "=true only");
        }
        Placement placement = cell.workload().placed(Placement.ofThisProcess());
        try (Workload.Session session = cell.workload().open(cell, placement, 1)) {
            session.run(WARM_UP);
            long before = SystemCallCount.sum();
            Block block = session.run(SPAN);
            return String.valueOf((double) (SystemCallCount.sum() - before) / block.operations());
        }
    }
}
