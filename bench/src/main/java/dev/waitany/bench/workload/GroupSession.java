/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.workload;

import dev.waitany.bench.measure.Block;
import dev.waitany.bench.measure.Placement;
import dev.waitany.bench.measure.ThreadCosts;
import dev.waitany.bench.measure.Workload;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * Drives a group of waiters from the calling thread. The first half of each block has one wake in
 * flight and gives all figures but the throughput, which the second half gives with several.
 */
final class GroupSession implements Workload.Session {
    private static final int MOST_IN_FLIGHT = 32;

    private static final long POLL_NANOS = 10_000_000;
    private static final int MOST_POLLS = 200;

    private final Replies replies;
    private final WaiterGroup group;
    private final int[] wakes; // of each waiter
    private final int inFlight;
    private final double threadsPerWait;
    private final SplittableRandom random;

    GroupSession(GroupWorkload.Factory factory, int waiters, Placement placement, long seed)
            throws Exception {
        this.replies = new Replies(waiters);
        this.wakes = new int[waiters];
        this.inFlight = Math.min(waiters, MOST_IN_FLIGHT);
        this.random = new SplittableRandom(seed);
        int threads = threads();
        this.group = onCpu(placement.waiter(), () -> begun(factory.create(waiters, replies)));
        this.threadsPerWait = Math.max(0, (double) (threads() - threads) / waiters);
        Placement.pin(placement.driver());
    }

    @Override
    public Block run(Duration span) {
        Histogram roundTrips = Block.histogram();
        ThreadCosts costs = ThreadCosts.start();
        long begin = System.nanoTime();
        long end = begin + span.toNanos() / 2;
        while (begin < end) {
            int seen = replies.sum();
            wake();
            replies.awaitMoreThan(seen);
            long now = System.nanoTime();
            roundTrips.recordValue(now - begin);
            begin = now;
        }
        Block.Costs spent = costs.stop();
        double perSecond = severalInFlight(span.dividedBy(2));
        return new Block(roundTrips, spent, perSecond, null);
    }

    @Override
    public void close() {
        group.close();
    }

    @Override
    public Double threadsPerWait() {
        return threadsPerWait;
    }

    private double severalInFlight(Duration span) {
        long begin = System.nanoTime();
        int first = replies.sum();
        int sent = 0;
        while (true) {
            int done = replies.sum() - first;
            boolean over = System.nanoTime() - begin >= span.toNanos();
            if (over && done == sent) {
                return sent * 1e9 / (System.nanoTime() - begin);
            }
            if (over || sent - done == inFlight) {
                replies.awaitMoreThan(first + done);
            } else {
                wake();
                sent++;
            }
        }
    }

    /** Wakes a random waiter that has replied to its previous wake. */
    private void wake() {
        int waiter = random.nextInt(wakes.length);
        while (replies.of(waiter) != wakes[waiter]) {
            waiter = (waiter + 1) % wakes.length;
        }
        wakes[waiter]++;
        group.wake(waiter, random.nextInt(WaiterGroup.SOURCES));
    }

    /** Returns the number of platform threads, once those of the previous session have ended. */
    private static int threads() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        int before = -1;
        int now = threads.getThreadCount();
        for (int polls = 0; now != before && polls < MOST_POLLS; polls++) {
            LockSupport.parkNanos(POLL_NANOS);
            before = now;
            now = threads.getThreadCount();
        }
        return now;
    }

    private static WaiterGroup begun(WaiterGroup group) throws Exception {
        try {
            group.begin();
            return group;
        } catch (Throwable failure) {
            group.close();
            throw failure;
        }
    }

    /** Runs work on a thread that is pinned to a CPU, since new threads inherit the affinity. */
    private static WaiterGroup onCpu(int cpu, Callable<WaiterGroup> work) throws Exception {
        FutureTask<WaiterGroup> task =
                new FutureTask<>(
                        () -> {
                            Placement.pin(cpu);
                            return work.call();
                        });
        Thread.ofPlatform().daemon().name("waiter group").start(task);
        try {
            return task.get();
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof Exception cause ? cause : failed;
        }
    }
}
