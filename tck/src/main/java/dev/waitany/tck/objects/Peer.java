/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.tck.objects;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A thread that does what it is told, one task after another, until it is told to end. Its mutexes
 * are its own. Thread-safe.
 */
public final class Peer {
    private final LinkedBlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
    private final Thread thread;
    private volatile boolean over;

    Peer(Thread.Builder builder) {
        this.thread = builder.start(this::work);
    }

    /** Returns the thread. */
    public Thread thread() {
        return thread;
    }

    /** Starts a task. It begins when those before it have ended. */
    public <T> FutureTask<T> start(Callable<T> task) {
        FutureTask<T> future = new FutureTask<>(task);
        tasks.add(future);
        return future;
    }

    /** Runs a task, and returns its result or throws what it throws. */
    public <T> T call(Callable<T> task) throws Exception {
        return result(start(task));
    }

    /** Returns the result of a task, or throws what it threw. */
    public static <T> T result(FutureTask<T> task) throws Exception {
        try {
            return task.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof Exception exception) {
                throw exception;
            }
            throw new AssertionError(failed.getCause());
        }
    }

    /** Ends the thread after the tasks that it has been given. Returns when it has ended. */
    public void end() throws InterruptedException {
        tasks.add(() -> over = true);
        thread.join();
    }

    /** Ends the thread, also if a task does not. */
    void kill() {
        tasks.add(() -> over = true);
        thread.interrupt();
    }

    private void work() {
        while (!over) {
            try {
                tasks.take().run();
            } catch (InterruptedException end) {
                return;
            }
        }
    }
}
