/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.engine;

import static dev.waitany.access.ApiAccess.API;

import dev.waitany.Deadline;
import dev.waitany.linux.InterruptHook;
import dev.waitany.spi.SurplusWakes;
import dev.waitany.spi.Waiter;
import dev.waitany.spinning.SpinLearner;
import dev.waitany.spinning.SpinLoop;
import dev.waitany.spinning.WordsLook;
import java.lang.ref.WeakReference;
import java.util.function.BooleanSupplier;

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

    /** What the thread has learned from the first waits of its sets. */
    final SpinLearner firstWaits = new SpinLearner();

    /** The deadline of the thread's wait for a number of nanoseconds. */
    final Deadline timeout = API.threadDeadline();

    final long threadId = Thread.currentThread().threadId();
    final WordsLook look = new WordsLook();
    final SpinLoop spinning;

    /**
     * Whether a wait is under way. Written by the owner, read by a closer; {@link Waiters} says why
     * it is volatile.
     */
    volatile boolean inUse;

    /**
     * Binds a waiter to the calling thread.
     *
     * @param closed whether the {@code WaitAny} is closed, which ends a spin
     */
    BoundWaiter(Waiter waiter, BooleanSupplier closed) {
        this.waiter = waiter;
        this.spinning = new SpinLoop(System::nanoTime, closed);
        this.hook = new InterruptHook(waiter::alert);
    }

    /** Returns whether the owner has ended. */
    boolean isAbandoned() {
        Thread thread = owner.get();
        return thread == null || !thread.isAlive();
    }
}
