/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.measure;

import dev.waitany.bench.environment.Conditions;
import dev.waitany.bench.environment.Environment;
import dev.waitany.bench.results.Block;
import dev.waitany.bench.results.MeasuredCell;
import dev.waitany.bench.results.Results;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Collects what is measured, and hands it on after each round, so that an interrupted run keeps it.
 * A signal may ask for the results at any time, from another thread.
 */
public final class Recorder {
    private final Results start;
    private final Conditions.Watch watch = new Conditions.Watch();
    private final Consumer<Results> afterRound;
    private final Map<String, MeasuredCell> cells = new LinkedHashMap<>();
    private final List<Results.Group> groups = new ArrayList<>();
    private final List<Results.LeftOut> late = new ArrayList<>();

    /**
     * Creates a recorder.
     *
     * @param start the results to begin with: empty, or those of an interrupted run
     * @param afterRound is given the partial results after each round
     */
    public Recorder(Results start, Consumer<Results> afterRound) {
        this.start = start;
        this.afterRound = afterRound;
        start.cells().forEach(cell -> cells.put(cell.id(), withoutIncompleteGroups(cell)));
        start.groups().stream().filter(Results.Group::complete).forEach(groups::add);
    }

    /** Returns results without blocks, to begin a run with. */
    public static Results empty(Results.Plan plan, Environment environment, Selection selection) {
        Conditions none = new Conditions.Watch().untilNow();
        return new Results(
                Results.VERSION,
                true,
                plan,
                environment,
                none,
                List.of(),
                List.of(),
                List.of(),
                selection.leftOut(),
                selection.missing(),
                null);
    }

    /** Returns what is measured so far. */
    public synchronized Results soFar(boolean partial) {
        return new Results(
                Results.VERSION,
                partial,
                start.plan(),
                start.environment(),
                watch.untilNow(),
                List.copyOf(cells.values()),
                List.copyOf(groups),
                start.nodes(),
                leftOut(),
                start.missing(),
                null);
    }

    /** Adds the cells that will be measured, so that partial results name them. */
    synchronized void expect(List<Contestant> contestants) {
        contestants.forEach(c -> cells.putIfAbsent(c.id(), c.unmeasured()));
    }

    /** Notes cells that are not measured in this fork; another fork may have measured them. */
    synchronized void leaveOut(List<Contestant> group, String reason) {
        for (Contestant contestant : group) {
            MeasuredCell cell = cells.get(contestant.id());
            if (cell != null && cell.isSubject() && cell.blocks().isEmpty()) {
                late.add(
                        new Results.LeftOut(
                                cell.workload(), cell.strategy(), List.of(cell.size()), reason));
            }
        }
    }

    private List<Results.LeftOut> leftOut() {
        return Stream.concat(start.leftOut().stream(), late.stream().filter(l -> !isMeasured(l)))
                .distinct()
                .toList();
    }

    private boolean isMeasured(Results.LeftOut cell) {
        return cells.values().stream()
                .filter(c -> c.workload().equals(cell.workload()))
                .filter(c -> c.strategy().equals(cell.strategy()))
                .anyMatch(c -> cell.sizes().contains(c.size()) && !c.blocks().isEmpty());
    }

    synchronized boolean isComplete(int fork, Cell cell) {
        return groups.contains(group(fork, cell));
    }

    synchronized void complete(int fork, Cell cell) {
        groups.add(group(fork, cell));
    }

    synchronized void add(String id, MeasuredCell.WarmUp warmUp) {
        change(id, cell -> with(cell, added(cell.warmUps(), warmUp), cell.blocks()));
    }

    /** Adds one block of each contestant: a whole round. */
    void add(Map<String, Block> round) {
        synchronized (this) {
            round.forEach(
                    (id, block) ->
                            change(
                                    id,
                                    cell ->
                                            with(
                                                    cell,
                                                    cell.warmUps(),
                                                    added(cell.blocks(), block))));
        }
        afterRound.accept(soFar(true));
    }

    synchronized void addThreadsPerWait(String id, @Nullable Double threads) {
        change(id, cell -> with(cell, threads, cell.syscallsPerOp(), cell.bytesPerWord()));
    }

    synchronized void addProbes(
            String id,
            @Nullable Double syscalls,
            MeasuredCell.@Nullable BytesPerWord bytesPerWord) {
        change(id, cell -> with(cell, cell.threadsPerWait(), syscalls, bytesPerWord));
    }

    private void change(String id, UnaryOperator<MeasuredCell> change) {
        cells.computeIfPresent(id, (_, cell) -> change.apply(cell));
    }

    private MeasuredCell withoutIncompleteGroups(MeasuredCell cell) {
        return with(
                cell,
                cell.warmUps().stream().filter(w -> wasComplete(w.fork(), cell)).toList(),
                cell.blocks().stream().filter(b -> wasComplete(b.fork(), cell)).toList());
    }

    private boolean wasComplete(int fork, MeasuredCell cell) {
        return start.groups().contains(new Results.Group(fork, cell.workload(), cell.size(), true));
    }

    private static Results.Group group(int fork, Cell cell) {
        return new Results.Group(fork, cell.workload().name(), cell.size(), true);
    }

    private static <T> List<T> added(List<T> list, T last) {
        List<T> longer = new ArrayList<>(list);
        longer.add(last);
        return List.copyOf(longer);
    }

    private static MeasuredCell with(
            MeasuredCell cell, List<MeasuredCell.WarmUp> warmUps, List<Block> blocks) {
        return copy(
                cell,
                cell.threadsPerWait(),
                cell.syscallsPerOp(),
                cell.bytesPerWord(),
                warmUps,
                blocks);
    }

    private static MeasuredCell with(
            MeasuredCell cell,
            @Nullable Double threads,
            @Nullable Double syscalls,
            MeasuredCell.@Nullable BytesPerWord bytes) {
        return copy(cell, threads, syscalls, bytes, cell.warmUps(), cell.blocks());
    }

    private static MeasuredCell copy(
            MeasuredCell cell,
            @Nullable Double threads,
            @Nullable Double syscalls,
            MeasuredCell.@Nullable BytesPerWord bytes,
            List<MeasuredCell.WarmUp> warmUps,
            List<Block> blocks) {
        return new MeasuredCell(
                cell.id(),
                cell.workload(),
                cell.strategy(),
                cell.language(),
                cell.twin(),
                cell.size(),
                cell.words(),
                cell.pending(),
                threads,
                syscalls,
                bytes,
                warmUps,
                blocks);
    }
}
