/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.workload;

import dev.waitany.WaitAny;
import dev.waitany.bench.measure.CSource;
import dev.waitany.bench.measure.Cell;
import dev.waitany.bench.measure.Limit;
import dev.waitany.bench.measure.Placement;
import dev.waitany.bench.measure.SizeUnit;
import dev.waitany.bench.measure.Workload;
import dev.waitany.bench.strategy.ComparedStrategy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Many waits that are pending at the same time. The driver wakes one of them at random, by one of
 * its words; that wait ends, its waiter replies and waits again. Baselines do the same with other
 * means than words.
 *
 * @param byName the baselines by name, in the order to measure them
 */
record GroupWorkload(
        String name,
        String about,
        List<Integer> sizes,
        StrategyFactory strategyFactory,
        Map<String, Baseline> byName)
        implements Workload {
    /** Platform threads that one cell may add. */
    private static final int MOST_THREADS = 2000;

    private static final int FEW = 16;

    /** Knows the strategies that keep many waits on rings. */
    private static final CSource IN_C = new CSource(GroupWorkload.class, "crowd.c");

    /** Creates the waiters of a cell. */
    @FunctionalInterface
    interface Factory {
        WaiterGroup create(int waiters, Replies replies) throws Exception;
    }

    /** Creates waiters that use a strategy. The group closes the strategy. */
    @FunctionalInterface
    interface StrategyFactory {
        WaiterGroup create(WaitAny waitAny, int waiters, Replies replies);
    }

    /** Another way to wait, to compare the strategies with. */
    record Baseline(Limit limit, Factory factory) {}

    /** Returns the limit for waits that take this many threads each. */
    static Limit threads(long each) {
        String threads = each + (each == 1 ? " thread" : " threads");
        return each == 0
                ? Limit.NONE
                : Limit.NONE.or(
                        (int) (MOST_THREADS / each), "takes " + threads + " for each pending wait");
    }

    @Override
    public SizeUnit unit() {
        return SizeUnit.PENDING;
    }

    @Override
    public int words(int size) {
        return WaiterGroup.SOURCES;
    }

    @Override
    public List<String> baselines() {
        return List.copyOf(byName.keySet());
    }

    @Override
    public Optional<CSource> cReference() {
        return Optional.of(IN_C);
    }

    /** Measures how many threads a few waits of a strategy take; no capability tells it. */
    @Override
    public Limit limit(String strategy) throws Exception {
        Baseline baseline = byName.get(strategy);
        if (baseline != null) {
            return baseline.limit();
        }
        // On another thread, because a session pins its driver to a CPU.
        FutureTask<Long> count = new FutureTask<>(() -> threadsPerWait(strategy));
        Thread.ofPlatform().daemon().name("limit").start(count);
        try {
            return threads(count.get());
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof Exception cause ? cause : failed;
        }
    }

    @Override
    public GroupSession open(Cell cell, Placement placement, long seed) throws Exception {
        return new GroupSession(factory(cell.strategy()), cell.size(), placement, seed);
    }

    private long threadsPerWait(String strategy) throws Exception {
        Cell cell = new Cell(this, strategy, FEW);
        try (GroupSession few = open(cell, Placement.ofThisProcess(), 1)) {
            return Math.round(few.threadsPerWait());
        }
    }

    private Factory factory(String strategy) {
        Baseline baseline = byName.get(strategy);
        return baseline != null
                ? baseline.factory()
                : (waiters, replies) ->
                        strategyFactory.create(ComparedStrategy.open(strategy), waiters, replies);
    }
}
