/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.engine;

import dev.waitany.linux.InterruptHook;
import dev.waitany.spi.SurplusWakes;
import dev.waitany.spi.Waiter;
import java.lang.ref.WeakReference;

/**
 * One platform thread's waiter and what it uses to wait. Only the owner uses the fields, except
 * {@link #inUse} and {@link Waiter#alert()}.
 */
final class BoundWaiter {
    /** Weak: a thread that has ended is not kept in memory, nor what it refers to. */
    private final WeakReference<Thread> owner = new WeakReference<>(Thread.currentThread());

    final Waiter waiter;
    final InterruptHook hook;
    final SurplusWakes surplus = new SurplusWakes();

    /**
     * Whether a wait is under way. Written by the owner, read by a closer; {@link Waiters} says why
     * it is volatile.
     */
    volatile boolean inUse;

    BoundWaiter(Waiter waiter) {
        this.waiter = waiter;
        this.hook = new InterruptHook(waiter::alert);
    }

    /** Returns whether the owner has ended. */
    boolean isAbandoned() {
        Thread thread = owner.get();
        return thread == null || !thread.isAlive();
    }
}
