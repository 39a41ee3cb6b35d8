/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench;

import dev.waitany.FutexWord;
import dev.waitany.linux.CallState;
import dev.waitany.linux.Clock;
import dev.waitany.linux.Futex;
import java.lang.foreign.Arena;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.jspecify.annotations.Nullable;

/**
 * What a crowd's waits tell the driver, which sleeps in FUTEX_WAIT until there is something, the
 * same for every strategy and baseline.
 */
final class Answers {
    private final FutexWord sum = FutexWord.allocate(Arena.ofAuto());
    private final CallState state = CallState.allocate(); // the driver's
    private final AtomicIntegerArray ofWaiter;
    private volatile @Nullable Throwable failure;

    Answers(int waiters) {
        this.ofWaiter = new AtomicIntegerArray(waiters);
    }

    /** By whoever carries that wait: it was woken. */
    void answer(int waiter) {
        ofWaiter.setRelease(waiter, ofWaiter.getPlain(waiter) + 1);
        sum.getAndAdd(1);
        sum.wakeOne();
    }

    /** By whoever carries a wait: it failed. */
    void fail(Throwable why) {
        failure = why;
        sum.getAndAdd(1);
        sum.wakeOne();
    }

    /** How often a waiter has answered. */
    int of(int waiter) {
        return ofWaiter.getAcquire(waiter);
    }

    /** How many answers there were. */
    int sum() {
        return sum.get();
    }

    /** By the driver: until there are others than these. */
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
