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
import dev.waitany.linux.CallState;
import dev.waitany.linux.Clock;
import dev.waitany.linux.Futex;
import java.lang.foreign.Arena;
import java.time.Duration;
import org.HdrHistogram.Histogram;

/**
 * The wakers act during blocks only, and report when they have stopped. Each has at most one change
 * under way, so the waiter owes one reply for each change that it sees.
 */
final class FanInSession implements Workload.Session {
    private final WaitAny waitAny;
    private final Arena arena = Arena.ofShared();
    private final FutexWord[] words;
    private final FutexWord[] replies;
    private final WakeCounts counts = new WakeCounts();
    private final Crew wakers = new Crew();
    private final Crew waiter = new Crew();
    private volatile Histogram latency = Block.sharedHistogram();
    private volatile long end;

    FanInSession(String strategy, int count, Placement placement) {
        this.waitAny = ComparedStrategy.open(strategy);
        this.words = Words.allocate(arena, count);
        this.replies = Words.allocate(arena, count);
        Placement.pin(placement.driver());
        waiter.start("fan-in waiter", placement.waiter(), this::reply);
        for (int i = 0; i < count; i++) {
            int waker = i;
            wakers.start("waker " + i, placement.driver(), () -> wake(waker));
        }
    }

    @Override
    public Block run(Duration span) {
        Histogram block = Block.sharedHistogram();
        latency = block;
        int before = wakers.reports();
        ThreadCosts costs = ThreadCosts.start();
        long wakersBefore = wakers.cpuNanos();
        long begin = System.nanoTime();
        end = begin + span.toNanos();
        wakers.beginRound();
        wakers.awaitReports(before + words.length);
        double seconds = (System.nanoTime() - begin) / 1e9;
        long ofWakers = wakers.cpuNanos() - wakersBefore;
        Block.Costs spent = costs.stop();
        waiter.rethrow();
        return new Block(
                block,
                new Block.Costs(
                        spent.cpuNanos(),
                        Math.max(0, spent.waiterCpuNanos() - ofWakers),
                        spent.bytes(),
                        spent.process()),
                block.getTotalCount() / seconds,
                null,
                counts.take(null));
    }

    @Override
    public void close() {
        wakers.close();
        waiter.close();
        waitAny.close();
        arena.close();
    }

    private void wake(int waker) {
        CallState state = CallState.allocate();
        FutexWord reply = replies[waker];
        int round = 0;
        while (true) {
            wakers.awaitRound(round);
            round = wakers.round();
            if (wakers.isStopping()) {
                return;
            }
            Histogram block = latency;
            long begin = System.nanoTime();
            do {
                int before = reply.get();
                counts.addFound(Words.change(words[waker]));
                while (reply.get() == before) {
                    Futex.await(
                            state,
                            reply.segment(),
                            before,
                            Futex.ANY_BIT,
                            false,
                            null,
                            Clock.MONOTONIC);
                }
                long now = System.nanoTime();
                block.recordValue(now - begin);
                begin = now;
            } while (begin - end < 0);
            wakers.report();
        }
    }

    private void reply() throws InterruptedException {
        WaitSet set = WaitSet.of(words);
        for (int i = 0; i < words.length; i++) {
            set.expect(i, 0); // a waker may have been quicker
        }
        try (ChangeWaiter changes = new ChangeWaiter(waitAny, set, counts)) {
            while (!waiter.isStopping()) {
                Words.change(replies[changes.await(Deadline.never())]);
            }
        }
    }
}
