/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.workload;

import dev.waitany.FutexWord;
import dev.waitany.linux.CallState;
import dev.waitany.linux.Clock;
import dev.waitany.linux.Futex;
import java.lang.foreign.Arena;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.jspecify.annotations.Nullable;

/**
 * The replies of a group's waiters to the driver. The driver blocks in FUTEX_WAIT until the next
 * one, whatever strategy or baseline the waiters use.
 */
final class Replies {
    private final FutexWord sum = FutexWord.allocate(Arena.ofAuto());
    private final CallState state = CallState.allocate(); // of the driver's system calls
    private final AtomicIntegerArray ofWaiter;
    private volatile @Nullable Throwable failure;

    Replies(int waiters) {
        this.ofWaiter = new AtomicIntegerArray(waiters);
    }

    /** Replies for a waiter that was woken. Called by one thread at a time for each waiter. */
    void add(int waiter) {
        ofWaiter.setRelease(waiter, ofWaiter.getPlain(waiter) + 1);
        sum.getAndAdd(1);
        sum.wakeOne();
    }

    /** Reports that a wait failed. Called by any thread. */
    void fail(Throwable why) {
        failure = why;
        sum.getAndAdd(1);
        sum.wakeOne();
    }

    /** Returns how often a waiter has replied. */
    int of(int waiter) {
        return ofWaiter.getAcquire(waiter);
    }

    /** Returns the number of replies of all waiters. */
    int sum() {
        return sum.get();
    }

    /**
     * Blocks the driver until the sum differs from {@code seen}.
     *
     * @throws IllegalStateException if a wait failed
     */
    void awaitMoreThan(int seen) {
        while (sum.get() == seen) {
            Futex.await(state, sum.segment(), seen, Futex.ANY_BIT, false, null, Clock.MONOTONIC);
        }
        Throwable thrown = failure;
        if (thrown != null) {
            throw new IllegalStateException("a waiter failed: " + thrown, thrown);
        }
    }
}
