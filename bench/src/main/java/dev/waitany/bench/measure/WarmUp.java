/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.measure;

import dev.waitany.bench.results.BlockFigures;
import dev.waitany.bench.results.MeasuredCell;
import dev.waitany.bench.statistics.Steadiness;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * Runs short blocks of a contestant until its CPU time per operation has stopped to change. A new
 * use of a JVM must also have run often enough for the JIT compilers to begin: before that, the
 * interpreter is steady too.
 */
final class WarmUp {
    private final Duration block;
    private final Set<String> compiled = new HashSet<>();

    /** Creates the warm-ups of one fork. */
    WarmUp(Duration block) {
        this.block = block;
    }

    /** Warms up a contestant for a limited time, and tells whether that was enough. */
    MeasuredCell.WarmUp run(
            int fork, Contestant contestant, OpenCell open, Duration most, long seed)
            throws Exception {
        boolean isNew = compiled.add(contestant.jvm() + " " + contestant.cell().workload().name());
        long needed = isNew ? contestant.cell().workload().operationsToCompile() : 0;
        long end = System.nanoTime() + most.toNanos();
        Duration span = longer(block, contestant.cell().workload().leastBlock());
        double[] series = new double[Steadiness.WINDOW];
        long operations = 0;
        int blocks = 0;
        boolean steady = false;
        while (!steady && System.nanoTime() - end < 0) {
            BlockFigures figures = open.run(span, seed + blocks);
            operations += figures.operations();
            System.arraycopy(series, 1, series, 0, series.length - 1);
            series[series.length - 1] = (double) figures.cpuNanos() / figures.operations();
            blocks++;
            steady =
                    blocks >= series.length
                            && operations >= needed
                            && Steadiness.isSteady(Arrays.copyOf(series, series.length));
        }
        return new MeasuredCell.WarmUp(fork, blocks, steady);
    }

    /** Warm-up needs no more operations than a comparison of a few blocks does: half will do. */
    private static Duration longer(Duration span, Duration least) {
        Duration half = least.dividedBy(2);
        return span.compareTo(half) < 0 ? half : span;
    }
}
