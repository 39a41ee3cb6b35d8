/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.harness;

import dev.waitany.kernels.machine.Until;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Runs work on one thread, and keeps its result or failure. */
public final class Task<T> {
    private final Thread thread;
    private volatile @Nullable T value;
    private volatile @Nullable Throwable failure;
    private volatile boolean done;

    private Task(Thread.Builder builder, Callable<T> work) {
        this.thread = builder.unstarted(() -> run(work));
    }

    /** Starts the work on a platform thread. */
    public static <T> Task<T> start(String name, Callable<T> work) {
        return start(Thread.ofPlatform().daemon().name(name), work);
    }

    /** Starts the work on a thread of that kind. */
    public static <T> Task<T> start(Thread.Builder builder, Callable<T> work) {
        Task<T> task = new Task<>(builder, work);
        task.thread.start();
        return task;
    }

    /** Returns the thread, so that a test can interrupt it. */
    public Thread thread() {
        return thread;
    }

    public boolean isDone() {
        return done;
    }

    /** Waits for the work to end and returns its result. Throws an error if the work failed. */
    public @Nullable T result() {
        Throwable thrown = failure();
        if (thrown != null) {
            throw new AssertionError("thread " + thread.getName() + " failed: " + thrown, thrown);
        }
        return value;
    }

    /** Waits for the work to end and returns its failure; null if there was none. */
    public @Nullable Throwable failure() {
        Until.holds(() -> done, () -> "the end of thread " + thread.getName());
        return failure;
    }

    private void run(Callable<T> work) {
        try {
            value = work.call();
        } catch (Throwable thrown) {
            failure = thrown;
        } finally {
            done = true;
        }
    }
}
