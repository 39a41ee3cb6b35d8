/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.results;

import dev.waitany.bench.environment.Conditions;
import dev.waitany.bench.environment.Environment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The content of {@code results.json}. The names of components are the names of JSON fields. A
 * figure that was not measured is null.
 *
 * @param schemaVersion {@link #VERSION}; another version is refused when read
 * @param partial whether blocks are missing, because the run has not ended or was interrupted
 * @param conditions load and steal over the run
 * @param cells in the order of the command's selection
 * @param groups what was measured together, in the order of measurement
 * @param nodes the machines of merged shards; empty if the run was not divided
 * @param leftOut default sizes at which a strategy was not measured
 * @param missing requested strategies that do not work on this machine
 * @param analysis the statistics of all blocks; null while the results are partial
 */
public record Results(
        int schemaVersion,
        boolean partial,
        Plan plan,
        Environment environment,
        Conditions conditions,
        List<MeasuredCell> cells,
        List<Group> groups,
        List<Node> nodes,
        List<LeftOut> leftOut,
        List<Missing> missing,
        @Nullable Analysis analysis) {
    /** The version of the schema that this program reads and writes. */
    public static final int VERSION = 1;

    /**
     * The design of the experiment.
     *
     * @param seed decides the order of groups and blocks, and the resamples of intervals
     * @param forks how often all cells are measured, each time in new JVMs
     * @param rounds blocks of each cell and fork
     * @param blockNanos the length of one block, if time suffices
     * @param totalNanos the time for all cells; blocks get shorter and fewer to keep it
     * @param shard the part that was measured; null if it was all of the run
     */
    public record Plan(
            boolean quick,
            long seed,
            int forks,
            int rounds,
            long blockNanos,
            long totalNanos,
            @Nullable Shard shard) {
        /** Returns the plan of a part, or of the whole run if the part is null. */
        public Plan of(@Nullable Shard part) {
            return new Plan(quick, seed, forks, rounds, blockNanos, totalNanos, part);
        }
    }

    /**
     * Cells of one workload and size in one fork: open at the same time, with alternating blocks.
     *
     * @param complete whether all rounds that time allowed were measured
     */
    public record Group(int fork, String workload, int size, boolean complete) {}

    /** The machine that measured one shard, and the groups that it measured. */
    public record Node(
            Shard shard, Environment environment, Conditions conditions, List<Group> groups) {
        /** Returns whether a cell was measured here. */
        boolean measured(MeasuredCell cell) {
            return groups.stream()
                    .anyMatch(g -> g.workload().equals(cell.workload()) && g.size() == cell.size());
        }
    }

    /** Default sizes at which a strategy was not measured, and the reason. */
    public record LeftOut(String workload, String strategy, List<Integer> sizes, String reason) {}

    /** A strategy that does not work on this machine, and the reason. */
    public record Missing(String strategy, String reason) {}

    /** Returns whether two cells were measured by the same machine, under the same conditions. */
    public boolean areOfOneNode(MeasuredCell one, MeasuredCell other) {
        return nodes.stream().allMatch(node -> node.measured(one) == node.measured(other));
    }

    /** Returns the names of the workloads, in the order of the cells. */
    public List<String> workloads() {
        return cells.stream().map(MeasuredCell::workload).distinct().toList();
    }

    /** Returns the same results with an analysis. */
    public Results with(@Nullable Analysis computed) {
        return new Results(
                schemaVersion,
                partial,
                plan,
                environment,
                conditions,
                cells,
                groups,
                nodes,
                leftOut,
                missing,
                computed);
    }
}
