/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.workload.timing;

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
import org.HdrHistogram.Histogram;

/**
 * The frames of one block. Each worker has a word that tells it to begin and one that tells that it
 * is done, and acts once for each change of the former.
 */
final class FrameSession implements Workload.Session {
    private final WaitAny waitAny;
    private final Arena arena = Arena.ofShared();
    private final FutexWord[] begin;
    private final FutexWord[] done;
    private final long period;
    private final long work;
    private final WakeCounts counts = new WakeCounts();
    private final Crew crew = new Crew();
    private final ChangeWaiter frames;

    /**
     * Starts the workers, which share the two CPUs with the driver.
     *
     * @param period from one begin to the next, in nanoseconds
     * @param work the CPU time of each worker in a frame, in nanoseconds
     */
    FrameSession(String strategy, int workers, long period, long work, Placement placement) {
        this.waitAny = ComparedStrategy.open(strategy);
        this.begin = Words.allocate(arena, workers);
        this.done = Words.allocate(arena, workers);
        this.period = period;
        this.work = work;
        Placement.pin(placement.driver());
        for (int i = 0; i < workers; i++) {
            int worker = i;
            int cpu = i % 2 == 0 ? placement.waiter() : placement.driver();
            crew.start("frame worker " + i, cpu, () -> work(worker));
        }
        this.frames = new ChangeWaiter(waitAny, WaitSet.of(done), counts);
    }

    @Override
    public Block run(Duration span) throws InterruptedException {
        Histogram times = Block.histogram();
        long missed = 0;
        ThreadCosts costs = ThreadCosts.start();
        long start = System.nanoTime();
        long intended = start + period;
        do {
            if (frames.await(Deadline.at(intended)) >= 0) {
                throw new IllegalStateException("a worker was done between two frames");
            }
            for (FutexWord word : begin) {
                counts.addFound(Words.change(word));
            }
            for (int left = begin.length; left > 0; left--) {
                var _ = frames.await(Deadline.never());
                crew.rethrow();
            }
            long took = System.nanoTime() - intended;
            times.recordValue(took);
            long lost = took / period;
            missed += lost;
            intended += (lost + 1) * period;
        } while (intended - start <= span.toNanos());
        return new Block(times, costs.stop(), null, null, counts.take(missed));
    }

    @Override
    public void close() {
        crew.close();
        frames.close();
        waitAny.close();
        arena.close();
    }

    private void work(int worker) throws InterruptedException {
        try (ChangeWaiter orders =
                new ChangeWaiter(waitAny, WaitSet.of(begin[worker]).expect(0, 0), counts)) {
            while (!crew.isStopping()) {
                var _ = orders.await(Deadline.never());
                spin();
                Words.change(done[worker]);
            }
        } catch (RuntimeException | Error failure) {
            Words.change(done[worker]); // the driver looks for failures when it is woken
            throw failure;
        }
    }

    private void spin() {
        long end = System.nanoTime() + work;
        while (System.nanoTime() - end < 0) {
            Thread.onSpinWait();
        }
    }
}
