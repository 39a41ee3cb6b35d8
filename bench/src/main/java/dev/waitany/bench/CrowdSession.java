/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/** The calling thread drives a crowd: first with one wake under way, then with several. */
final class CrowdSession implements Workload.Session {
    private static final long HIGHEST_NANOS = 60_000_000_000L;
    private static final int DIGITS = 3;
    private static final int MOST_IN_FLIGHT = 32;

    private static final long LOOK_NANOS = 10_000_000;
    private static final int MOST_LOOKS = 200;

    private final Answers answers;
    private final Crowd crowd;
    private final int[] wakes; // of each waiter
    private final int inFlight;
    private final double threadsPerWait;
    private final SplittableRandom random;

    CrowdSession(CrowdWorkload.Maker maker, int waiters, Placement placement, long seed)
            throws Exception {
        this.answers = new Answers(waiters);
        this.wakes = new int[waiters];
        this.inFlight = Math.min(waiters, MOST_IN_FLIGHT);
        this.random = new SplittableRandom(seed);
        int threads = threads();
        this.crowd = onCpu(placement.waiter(), () -> begun(maker.make(waiters, answers)));
        this.threadsPerWait = Math.max(0, (double) (threads() - threads) / waiters);
        Placement.pin(placement.driver());
    }

    @Override
    public Block run(Duration span) {
        Histogram roundTrips = new Histogram(HIGHEST_NANOS, DIGITS);
        ThreadCosts costs = ThreadCosts.start();
        long begin = System.nanoTime();
        long end = begin + span.toNanos() / 2;
        while (begin < end) {
            int seen = answers.sum();
            wake();
            answers.awaitMoreThan(seen);
            long now = System.nanoTime();
            roundTrips.recordValue(now - begin);
            begin = now;
        }
        costs.stop();
        double perSecond = severalInFlight(span.dividedBy(2));
        return new Block(roundTrips, costs.cpuNanos(), costs.bytes(), perSecond);
    }

    @Override
    public void close() {
        crowd.close();
    }

    @Override
    public Double threadsPerWait() {
        return threadsPerWait;
    }

    private double severalInFlight(Duration span) {
        long begin = System.nanoTime();
        int first = answers.sum();
        int sent = 0;
        while (true) {
            int done = answers.sum() - first;
            boolean over = System.nanoTime() - begin >= span.toNanos();
            if (over && done == sent) {
                return sent * 1e9 / (System.nanoTime() - begin);
            }
            if (over || sent - done == inFlight) {
                answers.awaitMoreThan(first + done);
            } else {
                wake();
                sent++;
            }
        }
    }

    /** One that has no wake under way, at random. */
    private void wake() {
        int waiter = random.nextInt(wakes.length);
        while (answers.of(waiter) != wakes[waiter]) {
            waiter = (waiter + 1) % wakes.length;
        }
        wakes[waiter]++;
        crowd.wake(waiter, random.nextInt(Crowd.SOURCES));
    }

    /** Once those of the session before have ended. */
    private static int threads() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        int before = -1;
        int now = threads.getThreadCount();
        for (int looks = 0; now != before && looks < MOST_LOOKS; looks++) {
            LockSupport.parkNanos(LOOK_NANOS);
            before = now;
            now = threads.getThreadCount();
        }
        return now;
    }

    private static Crowd begun(Crowd crowd) throws Exception {
        try {
            crowd.begin();
            return crowd;
        } catch (Throwable failure) {
            crowd.close();
            throw failure;
        }
    }

    /** Threads run where who starts them does. */
    private static Crowd onCpu(int cpu, Callable<Crowd> work) throws Exception {
        FutureTask<Crowd> task =
                new FutureTask<>(
                        () -> {
                            Placement.pin(cpu);
                            return work.call();
                        });
        Thread.ofPlatform().daemon().name("crowd's founder").start(task);
        try {
            return task.get();
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof Exception cause ? cause : failed;
        }
    }
}
