/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.workload.crowd;

import dev.waitany.Deadline;
import dev.waitany.FutexWord;
import dev.waitany.Surplus;
import dev.waitany.WaitAny;
import dev.waitany.WaitResult;
import dev.waitany.WaitSet;
import dev.waitany.bench.measure.Block;
import dev.waitany.bench.measure.Cell;
import dev.waitany.bench.measure.Placement;
import dev.waitany.bench.measure.ThreadCosts;
import dev.waitany.bench.measure.Workload;
import dev.waitany.bench.strategy.ComparedStrategy;
import dev.waitany.bench.workload.session.Crew;
import dev.waitany.bench.workload.session.WakeCounts;
import dev.waitany.bench.workload.session.Words;
import java.lang.foreign.Arena;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/**
 * Words that hold tokens, and waiters that compete for them with plain waits. No token is lost: a
 * waiter looks at all words before it blocks, and takes those of its surplus wakes too.
 */
final class SurplusSession implements Workload.Session {
    /**
     * What happens in each round.
     *
     * @param burst tokens at once
     */
    record Plan(int burst, int waiters, Surplus treatment) {}

    private final WaitAny waitAny;
    private final Plan plan;
    private final Arena arena = Arena.ofShared();
    private final FutexWord[] words;
    private final int[] order;
    private final SplittableRandom random;
    private final WakeCounts counts = new WakeCounts();
    private final AtomicInteger missing = new AtomicInteger(); // tokens of the present burst
    private final Crew crew = new Crew();
    private volatile Histogram latency = Block.sharedHistogram();
    private volatile long begunAt;

    SurplusSession(Cell cell, Plan plan, Placement placement, long seed) {
        this.waitAny = ComparedStrategy.open(cell.strategy());
        this.plan = plan;
        this.words = Words.allocate(arena, cell.size());
        this.order = IntStream.range(0, words.length).toArray();
        this.random = new SplittableRandom(seed);
        Placement.pin(placement.driver());
        for (int i = 0; i < plan.waiters(); i++) {
            crew.start("taker " + i, placement.waiter(), this::takeTokens);
        }
    }

    @Override
    public Block run(Duration span) {
        Histogram block = Block.sharedHistogram();
        latency = block;
        ThreadCosts costs = ThreadCosts.start();
        long end = System.nanoTime() + span.toNanos();
        do {
            chooseWords();
            int before = crew.reports();
            missing.set(plan.burst());
            begunAt = System.nanoTime();
            for (int i = 0; i < plan.burst(); i++) {
                counts.addFound(Words.change(words[order[i]]));
            }
            crew.awaitReports(before + 1);
        } while (System.nanoTime() - end < 0);
        return new Block(block, costs.stop(), null, null, counts.take(null));
    }

    @Override
    public void close() {
        crew.close();
        waitAny.close();
        arena.close();
    }

    /** Moves a random choice of words to the front, as a shuffle does that ends early. */
    private void chooseWords() {
        for (int i = 0; i < plan.burst(); i++) {
            int j = random.nextInt(i, order.length);
            int chosen = order[j];
            order[j] = order[i];
            order[i] = chosen;
        }
    }

    private void takeTokens() throws InterruptedException {
        WaitSet set = WaitSet.of(words).surplus(plan.treatment());
        for (int i = 0; i < words.length; i++) {
            set.expect(i, 0);
        }
        Deadline never = Deadline.never();
        while (!crew.isStopping()) {
            WaitResult result = waitAny.await(set, never);
            counts.add(result);
            if (!take(result.index())) {
                counts.addSpurious();
            }
            for (int index : result.surplus()) {
                take(index);
            }
        }
    }

    private boolean take(int index) {
        boolean taken = Words.take(words[index]);
        if (taken) {
            latency.recordValue(Math.max(0, System.nanoTime() - begunAt));
            if (missing.decrementAndGet() == 0) {
                crew.report();
            }
        }
        return taken;
    }
}
