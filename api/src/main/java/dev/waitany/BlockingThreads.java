/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Platform threads that block in the place of virtual threads and of futures: as many as waits are
 * pending, kept for a while when idle.
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
            Thread.currentThread()
                    .interrupt(); // the wake came first: report it, and leave the interrupt for
            // later
            return future.join();
        } catch (ExecutionException failed) {
            throw rethrown(failed);
        }
    }

    /** After the waiters were closed: all blockingThreads are on their way out. */
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

    static RuntimeException rethrown(ExecutionException failed) {
        return switch (failed.getCause()) {
            case null -> new IllegalStateException(failed);
            case RuntimeException unchecked -> unchecked;
            case Error error -> throw error;
            default -> new IllegalStateException(failed);
        };
    }
}
