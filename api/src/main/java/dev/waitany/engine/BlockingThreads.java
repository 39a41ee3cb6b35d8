/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.engine;

import static dev.waitany.access.ApiAccess.API;

import dev.waitany.Deadline;
import dev.waitany.WaitAnyClosedException;
import dev.waitany.WaitResult;
import dev.waitany.WaitSet;
import dev.waitany.engine.threads.KeptThreads;
import dev.waitany.spi.Arming;
import dev.waitany.spi.StrategyThreads;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Platform threads that block on behalf of virtual threads and futures.
 *
 * <p>Each wait occupies one thread from its start to its end. A thread that has nothing to do is
 * kept for {@value #IDLE_SECONDS} s and then ends. The pool has no queue: a wait either gets an
 * idle thread or a new one, so waits never wait for each other.
 *
 * <p>The thread also completes the wait's future, and so runs its dependents. They may do anything:
 * the thread serves no other wait meanwhile, and {@link #close()} does not wait for them.
 *
 * <p>A wait is a {@link BlockingFuture}; its states are described in {@link WaitFuture}. A virtual
 * thread parks on such a future, and cancels it when it is interrupted.
 */
final class BlockingThreads implements OffThreadWaits {
    private static final long IDLE_SECONDS = 5;
    private static final long END_SECONDS = 30;
    private static final long CLOSER_PAUSE = 50_000; // ns between looks
    private static final String NEEDS_THREADS =
            " needs one for each future and for each virtual thread that waits";

    private final String strategy;
    private final Waiters waiters;
    private final BlockingWait wait;
    private final OutcomeMapper outcomes;
    private final KeptThreads pool;

    /** The waits whose threads have not finished with them, dependents included. */
    private final Set<BlockingFuture> begun = ConcurrentHashMap.newKeySet();

    BlockingThreads(String strategy, Waiters waiters, BlockingWait wait, OutcomeMapper outcomes) {
        this.strategy = strategy;
        this.waiters = waiters;
        this.wait = wait;
        this.outcomes = outcomes;
        this.pool =
                new KeptThreads(
                        StrategyThreads.numbered("waitany-" + strategy + "-").factory(),
                        TimeUnit.SECONDS.toNanos(IDLE_SECONDS));
    }

    @Override
    public WaitFuture start(WaitSet set, Deadline deadline) {
        BlockingFuture future;
        try {
            future = new BlockingFuture(waiters, wait, outcomes, set, deadline);
            begun.add(future);
        } catch (Throwable noMemory) {
            API.end(set);
            throw noMemory;
        }
        try {
            pool.run(() -> run(future));
        } catch (RejectedExecutionException closed) {
            refuse(future, new WaitAnyClosedException(strategy));
        } catch (Throwable noThread) {
            refuse(future, explained(noThread));
        }
        return future;
    }

    private void run(BlockingFuture future) {
        try {
            future.run();
        } finally {
            begun.remove(future);
        }
    }

    private void refuse(BlockingFuture future, Throwable why) {
        begun.remove(future);
        future.refuse(why);
    }

    private Throwable explained(Throwable noThread) {
        try {
            return noThread instanceof OutOfMemoryError error
                    ? ThreadLimits.explain(error, "a wait: strategy " + strategy + NEEDS_THREADS)
                    : noThread;
        } catch (Throwable unexplained) {
            return noThread;
        }
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
            // Its end came first: it is reported, and the interrupt status stays set.
            Thread.currentThread().interrupt();
            return ended(future);
        } catch (ExecutionException failed) {
            throw rethrown(failed);
        } catch (Throwable unread) { // such as an overflow of the stack
            future.abandon();
            throw unread;
        }
    }

    @Override
    public Arming arm(WaitSet set) {
        return new RepeatedArming(set, new ParkingWaiter(this::lend));
    }

    /** Lets a thread block for one call of a virtual thread. */
    private BorrowedThread lend(WaitSet set, Deadline deadline, ParkedCall call) {
        BorrowedThread wait = new BorrowedThread(waiters, set, deadline, call);
        try {
            pool.run(wait);
        } catch (RejectedExecutionException closed) {
            throw new WaitAnyClosedException(strategy);
        } catch (Throwable noThread) {
            throw Thrown.unchecked(explained(noThread));
        }
        return wait;
    }

    /** Returns the result of a future that is done, or throws what a blocked wait would throw. */
    private static WaitResult ended(WaitFuture future) {
        try {
            return future.join();
        } catch (CompletionException failed) {
            throw rethrown(failed);
        }
    }

    /**
     * Returns when all futures are done, and all threads have ended except those that run
     * dependents; the caller may be one of them. The waiters were closed before, so all waits are
     * ending.
     *
     * @throws IllegalStateException if a wait has not ended after {@value #END_SECONDS} s
     */
    @Override
    public void close() {
        pool.close();
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(END_SECONDS);
        for (BlockingFuture future : begun) {
            while (!future.isDone()) {
                pause(until);
            }
        }
        while (pool.alive() > begun.size()) {
            pause(until);
        }
    }

    private void pause(long until) {
        if (System.nanoTime() - until > 0) {
            throw new IllegalStateException(
                    begun.size() + " waits on " + strategy + " did not end");
        }
        Pause.nanos(this, CLOSER_PAUSE);
    }

    /** Returns the cause to throw in the waiting thread; throws it if it is an error. */
    static RuntimeException rethrown(Exception failed) {
        return failed.getCause() == null
                ? new IllegalStateException(failed)
                : Thrown.unchecked(failed.getCause());
    }
}
