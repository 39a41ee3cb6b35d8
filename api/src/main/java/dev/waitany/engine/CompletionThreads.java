/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.engine;

import dev.waitany.spi.StrategyThreads;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Threads that complete the futures of pending waits, and so run their dependents. A dependent is
 * user code: it may block for ever, and it may close the {@link dev.waitany.WaitAny}. So it must
 * hold up neither a poller nor another future.
 *
 * <p>A future goes through three states here:
 *
 * <ol>
 *   <li><i>Expected</i>, by {@link #expect}: its wait begins.
 *   <li><i>Queued</i>, by the poller in {@link #complete}: its wait has ended.
 *   <li><i>Taken</i>, by a {@link Worker}: it is being completed.
 * </ol>
 *
 * <p><b>Number of threads.</b> Usually dependents take microseconds, and one thread for each
 * processor empties the queue. A worker that takes a future first makes sure that another one is
 * idle. That one watches while the queue has futures. If nothing is taken for {@value
 * #GRACE_MILLIS} ms, it treats all takers as blocked ({@link RunLimit}) and takes the next future.
 * So a blocked dependent delays others by about that time, and any number of them may block.
 *
 * <p><b>Threads that cannot be started.</b> {@link #expect} starts the first worker, and throws if
 * it cannot. While a future is expected or queued, a worker stays. So a poller never starts a
 * thread, and every future is completed. If the system refuses a further worker, the futures wait
 * for the present ones.
 *
 * <p>{@code expected} and {@code alive} form a Dekker pair: {@code expect} counts the future and
 * then looks for a worker; a worker that wants to end takes itself off the count and then looks for
 * expected futures. Both are volatile, so at least one of the two sees the other's write. The
 * monitor {@code lock} guards everything else.
 */
final class CompletionThreads implements AutoCloseable {
    private static final long GRACE_MILLIS = 1;
    private static final long IDLE_MILLIS = 5_000;
    private static final long RETRY_MILLIS = 100; // after a thread could not be started
    private static final long CLOSE_MILLIS = 1_000;
    private static final int FEWEST = 2; // one that completes a future, and one that watches

    private final Object lock = new Object();
    private final String strategy;
    private final AtomicLong expected = new AtomicLong();
    private final AtomicInteger alive = new AtomicInteger(); // workers; written under the lock

    // All guarded by lock.
    private final Thread.Builder.OfPlatform builder; // counts names
    private final FutureQueue queue = new FutureQueue();
    private final RunLimit limit = new RunLimit(Runtime.getRuntime().availableProcessors());
    private final ArrayList<Worker> working = new ArrayList<>(); // have taken a future
    private int idle; // workers that wait for the monitor's notification
    private int woken; // notified, and not back yet
    private boolean watching; // an idle worker looks whether the others get on
    private boolean starting; // a worker was started, and has not come here yet
    private long refusedAt = -RETRY_MILLIS; // when the system refused a thread
    private boolean closed;

    CompletionThreads(String strategy) {
        this.strategy = strategy;
        this.builder = StrategyThreads.numbered("waitany-" + strategy + "-completions-");
    }

    /**
     * Counts a future whose wait is about to begin, and makes sure that a worker can complete it.
     *
     * @throws IllegalStateException if the system refuses the first worker; the future is not
     *     counted then
     */
    void expect() {
        expected.incrementAndGet(); // before the look at alive
        if (alive.get() > 0) {
            return;
        }
        try {
            synchronized (lock) {
                if (alive.get() == 0) {
                    start();
                }
            }
        } catch (Throwable refused) {
            expected.decrementAndGet();
            throw refused;
        }
    }

    /** Forgets an expected future whose wait did not begin. */
    void forget() {
        expected.decrementAndGet();
    }

    /** Lets a worker complete an expected future whose wait has ended. Allocates nothing. */
    void complete(PolledFuture future) {
        synchronized (lock) {
            queue.add(future);
            wakeIfUseful();
        }
        expected.decrementAndGet(); // after it is queued: that keeps a worker as well
    }

    /**
     * Lets the workers end when the queue is empty. Returns when all futures are done; does not
     * wait for their dependents, one of which may be the caller. Called after the last {@link
     * #complete}.
     */
    @Override
    public void close() {
        boolean interrupted = false;
        synchronized (lock) {
            closed = true;
            long until = now() + CLOSE_MILLIS; // in case that the system refuses threads
            while ((hasUndone() || idle > 0 || starting) && now() < until) {
                lock.notifyAll();
                try {
                    lock.wait(GRACE_MILLIS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean hasUndone() {
        boolean undone = !queue.isEmpty();
        for (Worker worker : working) {
            undone |= !worker.isDone();
        }
        return undone;
    }

    /** Wakes an idle worker to take a future, or to watch those that have taken one. */
    private void wakeIfUseful() {
        if (idle > woken && (limit.permits(woken) || !(watching || woken > 0))) {
            woken++;
            lock.notify();
        }
    }

    /** Starts a worker. Called under the lock. */
    private void start() {
        working.ensureCapacity(alive.get() + 1); // so that taking a future allocates nothing
        alive.incrementAndGet();
        starting = true;
        boolean started = false;
        try {
            builder.start(new Worker());
            started = true;
        } catch (OutOfMemoryError noThread) {
            throw ThreadLimits.explain(noThread, "the futures of strategy " + strategy);
        } finally {
            if (!started) {
                alive.decrementAndGet();
                starting = false;
                refusedAt = now();
            }
        }
    }

    /** Lets another worker be idle while this one runs user code. */
    private void ensureIdleWorker() {
        if (idle == 0 && !starting && now() - refusedAt > RETRY_MILLIS) {
            try {
                start();
            } catch (Throwable refused) {
                // The futures wait for the present workers.
            }
        }
    }

    /** Returns whether a worker that was idle for this time may end. If so, it is not counted. */
    private boolean mayEnd(long idleMillis) {
        if (!closed && idleMillis < IDLE_MILLIS) {
            return false;
        }
        int others = alive.decrementAndGet(); // before the look at expected
        if (!closed && others < FEWEST && expected.get() > 0) {
            alive.incrementAndGet();
            return false;
        }
        return true;
    }

    private static long now() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }

    /** One thread. */
    private final class Worker implements Runnable {
        private @Nullable PolledFuture current;
        private int epoch; // in which it took the future

        @Override
        public void run() {
            synchronized (lock) {
                starting = false;
            }
            PolledFuture future = take();
            while (future != null) {
                boolean announced = announce(future);
                synchronized (lock) {
                    current = null;
                    working.remove(this);
                    limit.end(epoch);
                    if (!announced) {
                        queue.add(future);
                        pause(GRACE_MILLIS); // so that memory can become free
                    }
                }
                future = take();
            }
        }

        private boolean isDone() {
            PolledFuture future = current;
            return future == null || future.isDone();
        }

        /** Completes a future. Returns false if that failed (no memory), to be tried again. */
        private boolean announce(PolledFuture future) {
            try {
                future.announce();
                return true;
            } catch (Throwable failure) { // of a dependent, if the future is done
                return future.isDone();
            } finally {
                Thread.interrupted(); // an interrupt by this dependent is not for the next one
            }
        }

        /** Blocks until there is a future for this worker; null if the worker is to end. */
        private @Nullable PolledFuture take() {
            synchronized (lock) {
                long idleSince = now();
                while (true) {
                    if (queue.isEmpty()) {
                        limit.reset();
                        if (mayEnd(now() - idleSince)) {
                            return null;
                        }
                        pause(IDLE_MILLIS);
                    } else if (limit.permits(0)) {
                        return begin();
                    } else if (watching) {
                        pause(IDLE_MILLIS);
                    } else {
                        watch();
                    }
                }
            }
        }

        private @Nullable PolledFuture begin() {
            epoch = limit.begin();
            current = queue.poll();
            working.add(this);
            if (!queue.isEmpty()) {
                wakeIfUseful();
            }
            ensureIdleWorker();
            return current;
        }

        /** Waits a moment. If no future was taken meanwhile, treats all takers as blocked. */
        private void watch() {
            long before = limit.taken();
            long since = System.nanoTime();
            watching = true;
            pause(GRACE_MILLIS);
            watching = false;
            boolean inFull =
                    System.nanoTime() - since >= TimeUnit.MILLISECONDS.toNanos(GRACE_MILLIS);
            if (inFull && limit.taken() == before && !queue.isEmpty()) {
                limit.treatAllAsBlocked();
            }
        }

        @SuppressWarnings("WaitNotInLoop") // callers look again, whatever ended this
        private void pause(long millis) {
            idle++;
            try {
                lock.wait(millis);
            } catch (InterruptedException e) {
                // Nobody means it: the thread belongs to the library.
            } finally {
                idle--;
                woken = Math.max(0, woken - 1);
            }
        }
    }
}
