/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany;

import java.util.function.BooleanSupplier;

/**
 * A wait that blocks the calling platform thread, whatever the strategy.
 *
 * <p>An alert says nothing by itself: whoever sends one has said before what it is for (the closed
 * flag, the interrupt status, the cancelled flag), and an alert without a reason is waited through.
 * So no return is spurious.
 */
final class BlockingWait {
    static final BooleanSupplier NOT_CANCELLABLE = () -> false;

    private final OutcomeMapper outcomes;

    BlockingWait(OutcomeMapper outcomes) {
        this.outcomes = outcomes;
    }

    /** Blocks; {@code CANCELLED} when alerted while {@code cancelled} says yes. */
    WaitResult await(BoundWaiter bound, WaitSet set, Deadline deadline, BooleanSupplier cancelled)
            throws InterruptedException {
        bound.surplus.clear();
        bound.hook.begin0();
        try {
            while (true) {
                int outcome = bound.waiter.await(set, deadline, bound.surplus);
                WaitResult result =
                        outcomes.of(set, outcome, cancelled.getAsBoolean(), bound.surplus);
                if (result != null) {
                    return result;
                }
                if (Thread.interrupted()) {
                    outcomes.forward(set, bound.surplus);
                    throw new InterruptedException();
                }
            }
        } finally {
            bound.hook.end0();
        }
    }
}
