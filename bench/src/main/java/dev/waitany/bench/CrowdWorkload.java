/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench;

import dev.waitany.WaitAny;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Many waits pending at a time: the driver wakes one of them at random, by one of its words; that
 * wait ends, answers, and begins again. Baselines do the same with what they have for words.
 *
 * @param known the baselines, in the order to measure them in
 */
record CrowdWorkload(
        String name,
        String about,
        List<Integer> sizes,
        OfStrategy ofStrategy,
        Map<String, Baseline> known)
        implements Workload {
    /** Threads of a machine that one cell may take. */
    private static final int MOST_THREADS = 2000;

    private static final int FEW = 16;

    /** Makes the waits of a cell. */
    @FunctionalInterface
    interface Maker {
        Crowd make(int waiters, Answers answers) throws Exception;
    }

    /** Makes them with a strategy, which the crowd closes. */
    @FunctionalInterface
    interface OfStrategy {
        Crowd make(WaitAny waitAny, int waiters, Answers answers);
    }

    /** What is measured beside the strategies. */
    record Baseline(Limit limit, Maker maker) {}

    static Limit threads(long each) {
        String threads = each + (each == 1 ? " thread" : " threads");
        return each == 0
                ? Limit.NONE
                : Limit.NONE.or(
                        (int) (MOST_THREADS / each), "takes " + threads + " for each pending wait");
    }

    @Override
    public String unit() {
        return "pending";
    }

    @Override
    public int words(int size) {
        return Crowd.SOURCES;
    }

    @Override
    public boolean isPair() {
        return false;
    }

    @Override
    public List<String> baselines() {
        return List.copyOf(known.keySet());
    }

    /** As many threads as a few waits are seen to take: how a strategy waits is its own affair. */
    @Override
    public Limit limit(String strategy) throws Exception {
        Baseline baseline = known.get(strategy);
        if (baseline != null) {
            return baseline.limit();
        }
        // On a thread of its own, as a session ties its driver to a CPU.
        FutureTask<Long> look = new FutureTask<>(() -> threadsPerWait(strategy));
        Thread.ofPlatform().daemon().name("limit").start(look);
        try {
            return threads(look.get());
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof Exception cause ? cause : failed;
        }
    }

    @Override
    public CrowdSession open(Cell cell, Placement placement, long seed) throws Exception {
        return new CrowdSession(maker(cell.strategy()), cell.size(), placement, seed);
    }

    private long threadsPerWait(String strategy) throws Exception {
        Cell cell = new Cell(name, strategy, FEW);
        try (CrowdSession few = open(cell, Placement.ofThisProcess(), 1)) {
            return Math.round(few.threadsPerWait());
        }
    }

    private Maker maker(String strategy) {
        Baseline baseline = known.get(strategy);
        return baseline != null
                ? baseline.maker()
                : (waiters, answers) -> ofStrategy.make(WaitAny.open(strategy), waiters, answers);
    }
}
