/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.engine;

import dev.waitany.Deadline;
import dev.waitany.WaitAnyClosedException;
import dev.waitany.WaitResult;
import dev.waitany.WaitSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Platform threads that block on behalf of virtual threads and futures.
 *
 * <p>Each wait occupies one thread from its start to its end. A thread that has nothing to do is
 * kept for {@value #IDLE_SECONDS} s and then ends. The pool has no queue: a wait either gets an
 * idle thread or a new one, so waits never wait for each other.
 *
 * <p>A wait is a {@link BlockingFuture}; its states are described in {@link WaitFuture}. A virtual
 * thread parks on such a future, and cancels it when it is interrupted.
 */
final class BlockingThreads implements OffThreadWaits {
    private static final long IDLE_SECONDS = 5;
    private static final long END_SECONDS = 30;

    private final String strategy;
    private final Waiters waiters;
    private final BlockingWait wait;
    private final OutcomeMapper outcomes;
    private final ThreadFactory threads;
    private final ThreadPoolExecutor pool;

    BlockingThreads(String strategy, Waiters waiters, BlockingWait wait, OutcomeMapper outcomes) {
        this.strategy = strategy;
        this.waiters = waiters;
        this.wait = wait;
        this.outcomes = outcomes;
        this.threads = Thread.ofPlatform().daemon().name("waitany-" + strategy + "-", 0).factory();
        this.pool =
                new ThreadPoolExecutor(
                        0,
                        Integer.MAX_VALUE,
                        IDLE_SECONDS,
                        TimeUnit.SECONDS,
                        new SynchronousQueue<>(),
                        threads);
    }

    /** Returns the factory of these threads, for threads that serve a virtual thread longer. */
    ThreadFactory threads() {
        return threads;
    }

    @Override
    public WaitFuture start(WaitSet set, Deadline deadline) {
        BlockingFuture future = new BlockingFuture(waiters, wait, outcomes, set, deadline);
        try {
            pool.execute(future);
        } catch (RejectedExecutionException closed) {
            future.refuse(new WaitAnyClosedException(strategy));
        } catch (OutOfMemoryError noThread) {
            future.refuse(noThread);
        }
        return future;
    }

    @Override
    public WaitResult await(WaitSet set, Deadline deadline) throws InterruptedException {
        WaitFuture future = start(set, deadline);
        try {
            return future.get();
        } catch (InterruptedException interrupted) {
            if (future.cancel(true)) {
                throw interrupted;
            }
            // The wake came first: it is reported, and the interrupt status stays set.
            Thread.currentThread().interrupt();
            return future.join();
        } catch (ExecutionException failed) {
            throw rethrown(failed);
        }
    }

    /**
     * Returns when all threads have ended. The waiters were closed before, so all waits are ending.
     *
     * @throws IllegalStateException if a wait has not ended after {@value #END_SECONDS} s
     */
    @Override
    public void close() {
        pool.shutdown();
        boolean interrupted = false;
        while (true) {
            try {
                if (!pool.awaitTermination(END_SECONDS, TimeUnit.SECONDS)) {
                    throw new IllegalStateException(
                            pool.getActiveCount() + " waits on " + strategy + " did not end");
                }
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns the cause to throw in the waiting thread; throws it if it is an error. */
    static RuntimeException rethrown(ExecutionException failed) {
        return switch (failed.getCause()) {
            case null -> new IllegalStateException(failed);
            case RuntimeException unchecked -> unchecked;
            case Error error -> throw error;
            default -> new IllegalStateException(failed);
        };
    }
}
