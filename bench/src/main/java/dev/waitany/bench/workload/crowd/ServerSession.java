/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.workload.crowd;

import dev.waitany.Deadline;
import dev.waitany.FutexWord;
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
import dev.waitany.bench.workload.session.Pace;
import dev.waitany.bench.workload.session.WakeCounts;
import dev.waitany.bench.workload.session.Words;
import java.lang.foreign.Arena;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.HdrHistogram.Histogram;

/**
 * An open loop of requests with exponential gaps. A request is its intended time in a list, and a
 * token in the word of that list, which is put after it. A thread that takes a token takes one
 * request of that list.
 */
final class ServerSession implements Workload.Session {
    /** Queue, semaphore, flag to reload, and flag to stop; nobody changes the flags. */
    static final int WORDS = 4;

    private static final int LISTS = 2;
    private static final int SEMAPHORE_EVERY = 5;

    private final WaitAny waitAny;
    private final Arena arena = Arena.ofShared();
    private final FutexWord[] words = Words.allocate(arena, WORDS);
    private final List<ConcurrentLinkedQueue<Long>> lists =
            List.of(new ConcurrentLinkedQueue<>(), new ConcurrentLinkedQueue<>());
    private final long meanGap;
    private final long idle;
    private final Pace pace;
    private final SplittableRandom random;
    private final WakeCounts counts = new WakeCounts();
    private final Crew crew = new Crew();
    private volatile Histogram latency = Block.sharedHistogram();

    ServerSession(Cell cell, long meanGap, long idle, Placement placement, long seed) {
        this.waitAny = ComparedStrategy.open(cell.strategy());
        this.meanGap = meanGap;
        this.idle = idle;
        this.pace = new Pace(placement);
        this.random = new SplittableRandom(seed);
        Placement.pin(placement.driver());
        for (int i = 0; i < cell.size(); i++) {
            crew.start("server " + i, placement.waiter(), this::serve);
        }
    }

    @Override
    public Block run(Duration span) {
        Histogram block = Block.sharedHistogram();
        latency = block;
        int before = crew.reports();
        int sent = 0;
        ThreadCosts costs = ThreadCosts.start();
        long begin = System.nanoTime();
        long intended = begin + gap();
        do {
            pace.until(intended);
            int list = random.nextInt(SEMAPHORE_EVERY) == 0 ? 1 : 0;
            lists.get(list).add(intended);
            counts.addFound(Words.change(words[list]));
            sent++;
            intended += gap();
        } while (intended - begin <= span.toNanos());
        crew.awaitReports(before + sent);
        Block.Costs spent = costs.stop();
        return new Block(
                block,
                new Block.Costs(
                        spent.waiterCpuNanos(),
                        spent.waiterCpuNanos(),
                        spent.bytes(),
                        spent.process()),
                null,
                null,
                counts.take(null));
    }

    @Override
    public void close() {
        crew.close();
        waitAny.close();
        arena.close();
    }

    private long gap() {
        return (long) (-Math.log(1 - random.nextDouble()) * meanGap);
    }

    private void serve() throws InterruptedException {
        WaitSet set = WaitSet.of(words);
        for (int i = 0; i < WORDS; i++) {
            set.expect(i, 0);
        }
        while (!crew.isStopping()) {
            WaitResult result = waitAny.await(set, Deadline.at(System.nanoTime() + idle));
            counts.add(result);
            if (result.isReady() && !take(result.index())) {
                counts.addSpurious();
            }
            for (int index : result.surplus()) {
                take(index);
            }
        }
    }

    private boolean take(int index) {
        if (index >= LISTS || !Words.take(words[index])) {
            return false;
        }
        Long intended = lists.get(index).poll();
        if (intended == null) {
            throw new IllegalStateException("a token without a request");
        }
        latency.recordValue(Math.max(0, System.nanoTime() - intended));
        crew.report();
        return true;
    }
}
