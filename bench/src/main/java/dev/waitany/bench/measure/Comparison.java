/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.measure;

import dev.waitany.bench.results.MeasuredCell;
import dev.waitany.bench.results.Results;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.ListSampler;
import org.apache.commons.rng.simple.RandomSource;

/**
 * Measures the cells of a selection: all groups, in random order, in each fork. A fork has new
 * JVMs, because what one JVM compiles differs from what another one does.
 */
public final class Comparison implements AutoCloseable {
    /** Observes the progress, on the measuring thread, between blocks. */
    public interface Listener {
        /** Is called before the first group, with the number of groups in all forks. */
        void plans(int groups);

        /** Is called before a group is measured. */
        void begins(int fork, String workload, int size);

        /** Is called after each block. */
        void continues();

        /** Is called after a group was measured. */
        void ends();
    }

    /** A group whose rounds do not end earlier ends after this many times its share. */
    private static final long MOST_SHARES = 3;

    private static final String NO_TIME = "the planned time had ended";
    private static final Duration LONGEST_PROBES = Duration.ofMinutes(3);

    private final Effort effort;
    private final long end;
    private final References references;
    private final Placement placement;
    private final ChildJvm child;
    private final Watchdog watchdog = new Watchdog();

    /**
     * Creates a comparison whose time begins now.
     *
     * @param references the C programs of the workloads; the caller closes them
     * @param child runs {@link Worker}, {@link SystemCallCounts} and {@link WordMemory}
     */
    public Comparison(Effort effort, References references, Placement placement, ChildJvm child) {
        this.effort = effort;
        this.end = System.nanoTime() + effort.total().toNanos();
        this.references = references;
        this.placement = placement;
        this.child = child;
    }

    /** Measures the cells, except for the groups that the recorder already has. */
    public void measure(List<Cell> cells, Results.Plan plan, Recorder recorder, Listener listener)
            throws Exception {
        List<List<Contestant>> groups = Contestants.groups(cells, references);
        groups.forEach(recorder::expect);
        listener.plans(groups.size() * effort.forks());
        probe(cells, recorder);
        int left = 0;
        for (int fork = 0; fork < effort.forks(); fork++) {
            left += incomplete(groups, fork, recorder);
        }
        for (int fork = 0; fork < effort.forks(); fork++) {
            UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(plan.seed() + fork);
            List<List<Contestant>> order = new ArrayList<>(groups);
            ListSampler.shuffle(random, order);
            left = measureFork(fork, order, left, recorder, random, listener);
        }
    }

    @Override
    public void close() {
        watchdog.close();
    }

    private static int incomplete(List<List<Contestant>> groups, int fork, Recorder recorder) {
        return (int)
                groups.stream()
                        .filter(group -> !recorder.isComplete(fork, group.getFirst().cell()))
                        .count();
    }

    private int measureFork(
            int fork,
            List<List<Contestant>> groups,
            int left,
            Recorder recorder,
            UniformRandomProvider random,
            Listener listener)
            throws Exception {
        int groupsLeft = left;
        try (Contestants contestants = new Contestants(references, placement, child, watchdog)) {
            GroupMeasurement measurement =
                    new GroupMeasurement(
                            effort, contestants, recorder, random, fork, listener::continues);
            for (List<Contestant> group : groups) {
                Cell cell = group.getFirst().cell();
                listener.begins(fork, cell.workload().name(), cell.size());
                if (!recorder.isComplete(fork, cell)) {
                    if (measure(measurement, group, shareOf(groupsLeft)) == 0) {
                        recorder.leaveOut(group, NO_TIME);
                    } else {
                        recorder.complete(fork, cell);
                    }
                    groupsLeft--;
                }
                listener.ends();
            }
        }
        return groupsLeft;
    }

    /** Returns the number of rounds. A slow group leaves some time to the next ones. */
    private int measure(GroupMeasurement measurement, List<Contestant> group, Duration share)
            throws Exception {
        long now = System.nanoTime();
        long last = now + Math.min(end - now, MOST_SHARES * share.toNanos());
        return end - now < 0 ? 0 : measurement.measure(group, share, last);
    }

    private void probe(List<Cell> cells, Recorder recorder) throws Exception {
        Map<Cell, Double> calls =
                watchdog.watch(
                        "counting system calls",
                        LONGEST_PROBES,
                        () -> SystemCallCounts.measure(cells, child));
        Map<Cell, MeasuredCell.BytesPerWord> memory =
                watchdog.watch(
                        "measuring memory per word",
                        LONGEST_PROBES,
                        () -> WordMemory.measure(cells, child));
        for (Cell cell : cells) {
            String id = new Contestant(cell, MeasuredCell.JAVA, false).id();
            recorder.addProbes(id, calls.get(cell), memory.get(cell));
        }
    }

    private Duration shareOf(int groupsLeft) {
        return Duration.ofNanos(Math.max(0, end - System.nanoTime()) / Math.max(1, groupsLeft));
    }
}
