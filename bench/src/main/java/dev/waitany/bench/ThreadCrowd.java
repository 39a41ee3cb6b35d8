/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;

/** A thread for each wait. */
final class ThreadCrowd implements Crowd {
    private static final long LOOK_NANOS = 100_000;

    private final AnyOf anyOf;
    private final int waiters;
    private final Answers answers;
    private final ThreadFactory factory;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean closing;

    ThreadCrowd(ThreadFactory factory, AnyOf anyOf, int waiters, Answers answers) {
        this.factory = factory;
        this.anyOf = anyOf;
        this.waiters = waiters;
        this.answers = answers;
    }

    static ThreadCrowd ofVirtual(AnyOf anyOf, int waiters, Answers answers) {
        VirtualScheduler.start();
        return new ThreadCrowd(Thread.ofVirtual().factory(), anyOf, waiters, answers);
    }

    static ThreadCrowd ofPlatform(AnyOf anyOf, int waiters, Answers answers) {
        return new ThreadCrowd(Thread.ofPlatform().daemon().factory(), anyOf, waiters, answers);
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
                LockSupport.parkNanos(this, LOOK_NANOS);
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
                answers.answer(waiter);
            }
        } catch (Throwable failure) {
            answers.fail(failure);
        }
    }
}
