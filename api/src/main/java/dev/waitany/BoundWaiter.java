/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany;

import dev.waitany.linux.InterruptHook;
import dev.waitany.spi.SurplusWakes;
import dev.waitany.spi.Waiter;

/** One thread's waiter and what belongs to it. Its fields are the owner's, except where said. */
final class BoundWaiter {
    final Thread owner = Thread.currentThread();
    final Waiter waiter;
    final InterruptHook hook;
    final SurplusWakes surplus = new SurplusWakes();

    /**
     * Written by the owner, read by the closer: volatile, against the closed flag of {@link
     * Waiters} (Dekker).
     */
    volatile boolean inUse;

    BoundWaiter(Waiter waiter) {
        this.waiter = waiter;
        this.hook = new InterruptHook(waiter::alert);
    }
}
