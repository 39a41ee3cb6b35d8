/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.objects.words;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The threads that a signal wakes after it has released the lock.
 *
 * <p>Kept by the signalling thread. A link in the waiters would not do: a claimed waiter can run
 * before it is woken, wait again, and be claimed by another signal. That one would overwrite the
 * link, and the rest of the first chain would never be woken.
 */
final class Wakes {
    private static final int MOST = 128;

    private final @Nullable Thread[] threads = new Thread[MOST];
    private int count;

    boolean isFull() {
        return count == MOST;
    }

    /** Adds a waiter whose claim has changed, if it may be parked. There must be room. */
    void add(Waiter waiter) {
        if (waiter.parked) {
            threads[count++] = waiter.thread;
        }
    }

    /** Wakes all. To be called without a lock. */
    void wake() {
        while (count > 0) {
            count--;
            Thread thread = threads[count];
            threads[count] = null;
            LockSupport.unpark(thread);
        }
    }
}
