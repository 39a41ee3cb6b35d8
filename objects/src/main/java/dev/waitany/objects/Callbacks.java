/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.objects;

import java.util.concurrent.ConcurrentHashMap;

/** The callback queues of a domain's threads. Thread-safe. */
final class Callbacks {
    private static final int LEAST = 64;

    private final ConcurrentHashMap<Thread, CallbackQueue> queues = new ConcurrentHashMap<>();
    private final ThreadLocal<CallbackQueue> own =
            ThreadLocal.withInitial(() -> of(Thread.currentThread()));
    private volatile int sweepAt = LEAST;

    /** Returns the queue of the calling thread. */
    CallbackQueue own() {
        return own.get();
    }

    /**
     * Queues a callback.
     *
     * @throws ThreadEndedException if the thread has ended
     */
    void add(Thread thread, Runnable callback) {
        if (thread.getState() == Thread.State.TERMINATED) {
            throw new ThreadEndedException(thread + " has ended");
        }
        of(thread).add(callback);
    }

    /** Drops a callback that has not run. */
    void remove(Thread thread, Runnable callback) {
        CallbackQueue queue = queues.get(thread);
        if (queue != null) {
            queue.remove(callback);
        }
    }

    private CallbackQueue of(Thread thread) {
        CallbackQueue queue = queues.computeIfAbsent(thread, _ -> new CallbackQueue());
        if (queues.size() > sweepAt) {
            queues.keySet().removeIf(each -> each.getState() == Thread.State.TERMINATED);
            sweepAt = Math.max(LEAST, 2 * queues.size());
        }
        return queue;
    }
}
