/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.measure;

import dev.waitany.bench.results.BlockFigures;
import dev.waitany.bench.results.MeasuredCell;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The programs of one fork: a JVM for each strategy, started when it is needed, and the C ones. */
final class Contestants implements AutoCloseable {
    private static final Duration LONGEST_BLOCK_IN_C = Duration.ofSeconds(60);

    private final References references;
    private final Placement placement;
    private final ChildJvm child;
    private final Watchdog watchdog;
    private final Map<String, WorkerJvm> jvms = new HashMap<>();

    Contestants(References references, Placement placement, ChildJvm child, Watchdog watchdog) {
        this.references = references;
        this.placement = placement;
        this.child = child;
        this.watchdog = watchdog;
    }

    /**
     * Returns the contestants of each workload and size, in the order of the cells: each cell in
     * Java, its reference in C if there is one, and a twin of the first one as the A/A pair.
     */
    static List<List<Contestant>> groups(List<Cell> cells, References references) {
        Map<String, List<Contestant>> groups = new LinkedHashMap<>();
        for (Cell cell : cells) {
            List<Contestant> group = groups.computeIfAbsent(cell.group(), _ -> new ArrayList<>());
            boolean isFirst = group.isEmpty();
            group.add(new Contestant(cell, MeasuredCell.JAVA, false));
            if (isFirst) {
                group.add(new Contestant(cell, MeasuredCell.JAVA, true));
            }
            if (references.of(cell).isPresent()) {
                group.add(new Contestant(cell, MeasuredCell.C, false));
            }
        }
        groups.values().forEach(Contestants::dropTwinOfSingle);
        return List.copyOf(groups.values());
    }

    /** A cell that nothing is compared with needs no A/A pair. */
    private static void dropTwinOfSingle(List<Contestant> group) {
        if (group.stream().allMatch(c -> c.cell().equals(group.getFirst().cell()) && c.isJava())) {
            group.removeIf(Contestant::twin);
        }
    }

    /** Sets up a contestant. */
    OpenCell open(Contestant contestant, long seed) throws IOException {
        return contestant.isJava() ? jvm(contestant).open(contestant, seed) : inC(contestant);
    }

    /** Ends the JVMs; the C programs are those of all forks. */
    @Override
    public void close() {
        jvms.values().forEach(WorkerJvm::close);
    }

    private WorkerJvm jvm(Contestant contestant) throws IOException {
        WorkerJvm running = jvms.get(contestant.jvm());
        if (running == null) {
            running = WorkerJvm.start(child);
            jvms.put(contestant.jvm(), running);
        }
        return running;
    }

    private OpenCell inC(Contestant contestant) {
        Cell cell = contestant.cell();
        Reference program =
                references
                        .of(cell)
                        .orElseThrow(() -> new IllegalStateException("no program: " + contestant));
        return new OpenCell() {
            @Override
            public BlockFigures run(Duration span, long seed) throws Exception {
                return watchdog.watch(
                        contestant,
                        LONGEST_BLOCK_IN_C,
                        () -> program.run(cell, span, cell.workload().placed(placement), seed));
            }

            @Override
            public void close() {}
        };
    }
}
