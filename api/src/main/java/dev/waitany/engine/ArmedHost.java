/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.engine;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.function.Supplier;

/**
 * A platform thread that owns an armed set on behalf of a virtual thread, and makes its calls one
 * after the other. Nothing interrupts this thread: an interrupt of the virtual thread reaches a
 * call as an {@link InterruptFlag}.
 */
final class ArmedHost implements AutoCloseable {
    /** A call that blocks, and ends when the flag is set and the set is alerted. */
    interface Blocking<T> {
        T call(InterruptFlag flag) throws InterruptedException;
    }

    private final ExecutorService executor;

    ArmedHost(ThreadFactory threads) {
        this.executor = Executors.newSingleThreadExecutor(threads);
    }

    /** Makes a call that does not block and has no result. */
    void run(Runnable work) {
        call(
                () -> {
                    work.run();
                    return true;
                });
    }

    /** Makes a call that does not block. The caller's interrupt status stays as it is. */
    <T> T call(Supplier<T> work) {
        return result(submit(work::get));
    }

    /**
     * Lets the owner run this after the calls before it.
     *
     * @return gets the end; complete already if this is closed, since then the set is as well
     */
    CompletableFuture<?> submitUnlessClosed(Runnable work) {
        try {
            return submit(
                    () -> {
                        work.run();
                        return true;
                    });
        } catch (IllegalStateException closed) {
            return CompletableFuture.completedFuture(true);
        }
    }

    /** Waits for the end of a call, also if the caller is interrupted, and throws what it threw. */
    static <T> T result(CompletableFuture<T> answer) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return answer.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException failed) {
                    throw BlockingThreads.rethrown(failed);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * Makes a call that blocks, and parks the caller meanwhile. If the caller is interrupted, sets
     * the call's flag and then alerts it, which ends it. The flag belongs to this call, so an
     * interrupt neither gets lost before the call begins nor ends a later one.
     */
    <T> T await(Blocking<T> work, Runnable alert) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        InterruptFlag flag = new InterruptFlag();
        CompletableFuture<T> answer = submit(() -> work.call(flag));
        while (true) {
            try {
                T result = answer.get();
                if (flag.isSet()) {
                    Thread.currentThread().interrupt(); // the wake came first
                }
                return result;
            } catch (InterruptedException e) {
                flag.set(); // before the alert: the call looks here for the reason
                alert.run();
            } catch (ExecutionException failed) {
                if (failed.getCause() instanceof InterruptedException) {
                    InterruptedException here = new InterruptedException();
                    here.initCause(failed.getCause());
                    throw here;
                }
                if (flag.isSet()) {
                    Thread.currentThread().interrupt();
                }
                throw BlockingThreads.rethrown(failed);
            }
        }
    }

    /** Lets the thread end after the calls that are queued. */
    @Override
    public void close() {
        executor.shutdown();
    }

    /** Work that may be ended by an interrupt. */
    private interface Interruptible<T> {
        T call() throws InterruptedException;
    }

    private <T> CompletableFuture<T> submit(Interruptible<T> work) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        Runnable task =
                () -> {
                    try {
                        answer.complete(work.call());
                    } catch (Throwable failure) {
                        answer.completeExceptionally(failure);
                    }
                };
        try {
            executor.execute(task);
        } catch (RejectedExecutionException closed) {
            throw new IllegalStateException("the armed set is closed", closed);
        } catch (OutOfMemoryError noThread) {
            throw ThreadLimits.explain(noThread, "an armed set of a virtual thread");
        }
        return answer;
    }
}
