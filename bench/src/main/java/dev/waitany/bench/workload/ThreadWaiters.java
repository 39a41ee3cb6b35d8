/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.workload;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;

/** A group with one thread, virtual or platform, per waiter. */
final class ThreadWaiters implements WaiterGroup {
    private static final long POLL_NANOS = 100_000;

    private final AnyOf anyOf;
    private final int waiters;
    private final Replies replies;
    private final ThreadFactory factory;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean closing;

    ThreadWaiters(ThreadFactory factory, AnyOf anyOf, int waiters, Replies replies) {
        this.factory = factory;
        this.anyOf = anyOf;
        this.waiters = waiters;
        this.replies = replies;
    }

    static ThreadWaiters ofVirtual(AnyOf anyOf, int waiters, Replies replies) {
        VirtualScheduler.start();
        return new ThreadWaiters(Thread.ofVirtual().factory(), anyOf, waiters, replies);
    }

    static ThreadWaiters ofPlatform(AnyOf anyOf, int waiters, Replies replies) {
        return new ThreadWaiters(Thread.ofPlatform().daemon().factory(), anyOf, waiters, replies);
    }

    @Override
    public void begin() {
        for (int i = 0; i < waiters; i++) {
            int waiter = i;
            Thread thread = factory.newThread(() -> run(waiter));
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            while (thread.getState() != Thread.State.WAITING && thread.isAlive()) {
                LockSupport.parkNanos(this, POLL_NANOS);
            }
        }
    }

    @Override
    public void wake(int waiter, int source) {
        anyOf.wake(waiter, source);
    }

    @Override
    public void close() {
        closing = true;
        for (int i = 0; i < threads.size(); i++) {
            anyOf.wake(i, 0);
        }
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        anyOf.close();
    }

    private void run(int waiter) {
        try {
            while (true) {
                anyOf.await(waiter);
                if (closing) {
                    return;
                }
                replies.add(waiter);
            }
        } catch (Throwable failure) {
            replies.fail(failure);
        }
    }
}
