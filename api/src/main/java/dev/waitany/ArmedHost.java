/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/** A platform thread that owns an armed set for a virtual one, and makes its calls. */
final class ArmedHost implements AutoCloseable {
    private final ExecutorService executor;
    private volatile @Nullable Thread thread;

    ArmedHost(ThreadFactory threads) {
        this.executor =
                Executors.newSingleThreadExecutor(
                        work -> {
                            Thread made = threads.newThread(work);
                            thread = made;
                            return made;
                        });
    }

    /** Makes a call that does not block. */
    <T> T call(Callable<T> work) {
        try {
            return submit(work).get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while arming", interrupted);
        } catch (ExecutionException failed) {
            throw BlockingThreads.rethrown(failed);
        }
    }

    /**
     * Makes a call that blocks, and parks the caller; an interrupt of the caller becomes one of the
     * host.
     */
    <T> T await(Callable<T> work) throws InterruptedException {
        CompletableFuture<T> answer = submit(work);
        boolean interrupted = false;
        while (true) {
            try {
                T result = answer.get();
                if (interrupted) {
                    Thread.currentThread().interrupt(); // the wake came first
                }
                return result;
            } catch (InterruptedException e) {
                interrupted = true;
                Thread host = thread;
                if (host != null) {
                    host.interrupt();
                }
            } catch (ExecutionException failed) {
                if (failed.getCause() instanceof InterruptedException byInterrupt) {
                    throw byInterrupt;
                }
                throw BlockingThreads.rethrown(failed);
            }
        }
    }

    @Override
    public void close() {
        executor.shutdown();
    }

    /** Runs when the calls before it are through; nothing once this is closed. */
    void execute(Runnable work) {
        try {
            executor.execute(work);
        } catch (RejectedExecutionException closed) {
            // whoever closed it has seen to the same
        }
    }

    private <T> CompletableFuture<T> submit(Callable<T> work) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        Runnable task =
                () -> {
                    try {
                        answer.complete(work.call());
                    } catch (Throwable failure) {
                        answer.completeExceptionally(failure);
                    } finally {
                        Thread.interrupted(); // an interrupt meant for this call must not strike
                        // the next
                    }
                };
        try {
            executor.execute(task);
        } catch (RejectedExecutionException closed) {
            throw new IllegalStateException("the armed set is closed", closed);
        }
        return answer;
    }
}
