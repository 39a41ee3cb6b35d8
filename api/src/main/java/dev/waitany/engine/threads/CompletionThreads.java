/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.engine.threads;

import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
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
 *   <li><i>Taken</i>, by a {@link CompletionWorker}: it is being completed.
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
 * <p>{@link WorkerCount} says why a future always finds a worker. The monitor {@code lock} guards
 * everything else.
 */
public final class CompletionThreads implements AutoCloseable {
    private static final long GRACE_MILLIS = 1;
    private static final long IDLE_MILLIS = 5_000;
    private static final long RETRY_MILLIS = 100; // after a thread could not be started
    private static final long CLOSE_MILLIS = 1_000;

    private final Object lock = new Object();
    private final Function<OutOfMemoryError, RuntimeException> explanation;
    private final WorkerCount workers = new WorkerCount();

    // All guarded by lock.
    private final Thread.Builder.OfPlatform builder; // counts names
    private final FutureQueue queue = new FutureQueue();
    private final RunLimit limit = new RunLimit(Runtime.getRuntime().availableProcessors());
    private final ArrayList<CompletionWorker> working = new ArrayList<>(); // have taken a future
    private int idle; // workers that wait for the monitor's notification
    private int woken; // notified, and not back yet
    private boolean watching; // an idle worker looks whether the others get on
    private boolean starting; // a worker was started, and has not come here yet
    private long refusedAt = -RETRY_MILLIS; // when the system refused a thread
    private boolean closed;

    /**
     * Starts no thread.
     *
     * @param builder makes the threads
     * @param explanation returns what to throw if the system refuses the first one
     */
    public CompletionThreads(
            Thread.Builder.OfPlatform builder,
            Function<OutOfMemoryError, RuntimeException> explanation) {
        this.builder = builder;
        this.explanation = explanation;
    }

    /**
     * Counts a future whose wait is about to begin, and makes sure that a worker can complete it.
     *
     * @throws IllegalStateException if the system refuses the first worker; the future is not
     *     counted then
     */
    public void expect() {
        workers.expect(); // before the look for a worker
        if (!workers.isZero()) {
            return;
        }
        try {
            synchronized (lock) {
                if (workers.isZero()) {
                    start();
                }
            }
        } catch (Throwable refused) {
            workers.forget();
            throw refused;
        }
    }

    /** Forgets an expected future whose wait did not begin. */
    public void forget() {
        workers.forget();
    }

    /** Lets a worker complete an expected future whose wait has ended. Allocates nothing. */
    public void complete(Completable future) {
        synchronized (lock) {
            queue.add(future);
            wakeIfUseful();
        }
        workers.forget(); // after it is queued: that keeps a worker as well
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
        for (CompletionWorker worker : working) {
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
        starting = true;
        int count = workers.add();
        boolean started = false;
        try {
            working.ensureCapacity(count); // so that taking a future allocates nothing
            builder.start(new CompletionWorker(this));
            started = true;
        } catch (OutOfMemoryError noThread) {
            throw explanation.apply(noThread);
        } finally {
            if (!started) {
                workers.remove();
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
        return workers.leave(closed);
    }

    private static long now() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }

    /** Notes that a worker that was started has come here. */
    void arrived() {
        synchronized (lock) {
            starting = false;
        }
    }

    /**
     * Notes that a worker has completed its future.
     *
     * @param again the future, if it is not complete yet
     */
    void finished(CompletionWorker worker, @Nullable Completable again) {
        synchronized (lock) {
            working.remove(worker);
            limit.end(worker.leave());
            if (again != null) {
                queue.add(again);
                pause(GRACE_MILLIS); // so that memory can become free
            }
        }
    }

    /** Blocks until there is a future for a worker; null if it is to end. */
    @Nullable Completable take(CompletionWorker worker) {
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
                    return begin(worker);
                } else if (watching) {
                    pause(IDLE_MILLIS);
                } else {
                    watch();
                }
            }
        }
    }

    private @Nullable Completable begin(CompletionWorker worker) {
        int epoch = limit.begin();
        Completable future = queue.poll();
        worker.took(future, epoch);
        working.add(worker);
        if (!queue.isEmpty()) {
            wakeIfUseful();
        }
        ensureIdleWorker();
        return future;
    }

    /** Waits a moment. If no future was taken meanwhile, treats all takers as blocked. */
    private void watch() {
        long before = limit.taken();
        long since = System.nanoTime();
        watching = true;
        pause(GRACE_MILLIS);
        watching = false;
        boolean inFull = System.nanoTime() - since >= TimeUnit.MILLISECONDS.toNanos(GRACE_MILLIS);
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
