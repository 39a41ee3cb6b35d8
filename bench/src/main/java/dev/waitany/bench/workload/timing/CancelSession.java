/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.workload.timing;

import dev.waitany.Deadline;
import dev.waitany.FutexWord;
import dev.waitany.WaitAny;
import dev.waitany.WaitAnyClosedException;
import dev.waitany.WaitSet;
import dev.waitany.bench.measure.Block;
import dev.waitany.bench.measure.Placement;
import dev.waitany.bench.measure.ThreadCosts;
import dev.waitany.bench.measure.Workload;
import dev.waitany.bench.strategy.ComparedStrategy;
import dev.waitany.bench.workload.session.Crew;
import dev.waitany.bench.workload.session.Pace;
import dev.waitany.bench.workload.session.Words;
import dev.waitany.linux.Futex;
import java.lang.foreign.Arena;
import java.time.Duration;
import java.util.Objects;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * A driver that cancels, and a waiter that waits again after each cancellation.
 *
 * <p>The driver acts when the kernel has queued a wait on the last word, which is queued after all
 * others. The waiter notes when it has the exception, and then reports.
 */
final class CancelSession implements Workload.Session {
    private static final long POLL_NANOS = 3_000;

    private final String strategy;
    private final boolean closes;
    private final Arena arena = Arena.ofShared();
    private final FutexWord[] words;
    private final Pace pace;
    private final Crew crew = new Crew();
    private volatile WaitAny waitAny;
    private volatile @Nullable Thread waiter;
    private long endedAt; // written before a report and read after it

    CancelSession(String strategy, int count, boolean closes, Placement placement) {
        this.strategy = strategy;
        this.closes = closes;
        this.words = Words.allocate(arena, count);
        this.pace = new Pace(placement);
        this.waitAny = ComparedStrategy.open(strategy);
        Placement.pin(placement.driver());
        crew.start("cancelled", placement.waiter(), this::waitAndWaitAgain);
    }

    @Override
    public Block run(Duration span) {
        Histogram untilKnown = Block.histogram();
        ThreadCosts costs = ThreadCosts.start();
        long end = System.nanoTime() + span.toNanos();
        do {
            awaitQueued();
            int before = crew.reports();
            long begin = System.nanoTime();
            cancel();
            crew.awaitReports(before + 1);
            untilKnown.recordValue(Math.max(0, endedAt - begin));
            goOn();
        } while (System.nanoTime() - end < 0);
        return new Block(untilKnown, costs.stop(), null, null);
    }

    @Override
    public void close() {
        crew.close();
        waitAny.close();
        arena.close();
    }

    private void cancel() {
        if (closes) {
            waitAny.close();
        } else {
            Objects.requireNonNull(waiter, "the waiter is queued").interrupt();
        }
    }

    /** Lets the waiter, which has reported, wait with a strategy that is open. */
    private void goOn() {
        if (closes) {
            waitAny = ComparedStrategy.open(strategy);
            crew.beginRound();
        }
    }

    private void awaitQueued() {
        FutexWord last = words[words.length - 1];
        while (Futex.waiters(last.segment(), false) <= 0) {
            crew.rethrow();
            pace.until(System.nanoTime() + POLL_NANOS);
        }
    }

    private void waitAndWaitAgain() throws InterruptedException {
        waiter = Thread.currentThread();
        WaitSet set = WaitSet.of(words);
        Deadline never = Deadline.never();
        while (true) {
            int round = crew.round();
            try {
                var _ = waitAny.await(set, never);
                throw new IllegalStateException("a word has changed by itself");
            } catch (InterruptedException | WaitAnyClosedException cancelled) {
                endedAt = System.nanoTime();
                if (crew.isStopping()) {
                    return;
                }
            }
            crew.report();
            if (closes) {
                crew.awaitRound(round);
            }
        }
    }
}
