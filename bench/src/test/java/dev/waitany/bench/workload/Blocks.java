/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.workload;

import dev.waitany.Capabilities;
import dev.waitany.Support;
import dev.waitany.WaitAny;
import dev.waitany.bench.measure.Block;
import dev.waitany.bench.measure.Cell;
import dev.waitany.bench.measure.Placement;
import dev.waitany.bench.measure.Workload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;

/** Runs blocks of cells for tests. */
public final class Blocks {
    private Blocks() {}

    /** Returns the strategies that work here. */
    public static Stream<String> strategies() {
        return WaitAny.strategies().stream().filter(Support::available).map(Support::strategy);
    }

    /** Returns those that know every wake that they consume. */
    public static Stream<String> exactStrategies() {
        return strategies()
                .filter(
                        name -> {
                            try (WaitAny waitAny = WaitAny.open(name)) {
                                return waitAny.capabilities().accounting()
                                        == Capabilities.Accounting.EXACT;
                            }
                        });
    }

    /** Runs blocks of one session, on a new thread, because a session pins its driver to a CPU. */
    public static List<Block> of(String workload, String strategy, int size, Duration... spans)
            throws Exception {
        Cell cell = new Cell(Workloads.named(workload), strategy, size);
        FutureTask<List<Block>> blocks = new FutureTask<>(() -> run(cell, spans));
        Thread.ofPlatform().start(blocks);
        try {
            return blocks.get();
        } catch (ExecutionException failed) {
            throw new AssertionError(workload + " with " + strategy, failed.getCause());
        }
    }

    private static List<Block> run(Cell cell, Duration... spans) throws Exception {
        Placement placement = cell.workload().placed(Placement.ofThisProcess());
        List<Block> blocks = new ArrayList<>();
        try (Workload.Session session = cell.workload().open(cell, placement, 1)) {
            for (Duration span : spans) {
                blocks.add(session.run(span));
            }
        }
        return blocks;
    }
}
