/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.workload.crowd;

import dev.waitany.Deadline;
import dev.waitany.FutexWord;
import dev.waitany.WaitAny;
import dev.waitany.WaitSet;
import dev.waitany.bench.measure.Block;
import dev.waitany.bench.measure.Placement;
import dev.waitany.bench.measure.ThreadCosts;
import dev.waitany.bench.measure.Workload;
import dev.waitany.bench.strategy.ComparedStrategy;
import dev.waitany.bench.workload.session.ChangeWaiter;
import dev.waitany.bench.workload.session.Crew;
import dev.waitany.bench.workload.session.WakeCounts;
import dev.waitany.bench.workload.session.Words;
import java.lang.foreign.Arena;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.Histogram;

/**
 * Waiters of one word. If all are woken, each answers every change, and may keep the word armed. If
 * one is woken, the waiters compete for tokens, and none keeps the word armed: an armed set takes a
 * wake that comes while its owner is busy.
 */
final class HerdSession implements Workload.Session {
    private final WaitAny waitAny;
    private final Arena arena = Arena.ofShared();
    private final FutexWord word = FutexWord.allocate(arena);
    private final int waiters;
    private final boolean all;
    private final WakeCounts counts = new WakeCounts();
    private final AtomicInteger missing = new AtomicInteger(); // answers to the present change
    private final Crew crew = new Crew();
    private volatile Histogram latency = Block.sharedHistogram();
    private volatile long changedAt;

    HerdSession(String strategy, int waiters, boolean all, Placement placement) {
        this.waitAny = ComparedStrategy.open(strategy);
        this.waiters = waiters;
        this.all = all;
        Placement.pin(placement.driver());
        for (int i = 0; i < waiters; i++) {
            crew.start(
                    "herd " + i,
                    placement.waiter(),
                    all ? this::answerEveryChange : this::takeTokens);
        }
    }

    @Override
    public Block run(Duration span) {
        Histogram block = Block.sharedHistogram();
        latency = block;
        ThreadCosts costs = ThreadCosts.start();
        long end = System.nanoTime() + span.toNanos();
        do {
            int before = crew.reports();
            missing.set(all ? waiters : 1);
            changedAt = System.nanoTime();
            word.getAndAdd(1);
            counts.addFound(all ? word.wakeAll() : word.wakeOne());
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

    private void answerEveryChange() throws InterruptedException {
        WaitSet set = WaitSet.of(word).expect(0, 0);
        try (ChangeWaiter changes = new ChangeWaiter(waitAny, set, counts)) {
            while (!crew.isStopping()) {
                var _ = changes.await(Deadline.never());
                answer();
            }
        }
    }

    private void takeTokens() throws InterruptedException {
        WaitSet set = WaitSet.of(word).expect(0, 0);
        Deadline never = Deadline.never();
        while (!crew.isStopping()) {
            counts.add(waitAny.await(set, never));
            if (Words.take(word)) {
                answer();
            } else {
                counts.addSpurious();
            }
        }
    }

    private void answer() {
        latency.recordValue(Math.max(0, System.nanoTime() - changedAt));
        if (missing.decrementAndGet() == 0) {
            crew.report();
        }
    }
}
