/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.engine;

import dev.waitany.Deadline;
import dev.waitany.WaitResult;
import dev.waitany.WaitSet;
import java.util.function.BooleanSupplier;

/**
 * Blocks the calling platform thread until a wait has a result, with any strategy.
 *
 * <p>One wait is a loop over {@link dev.waitany.spi.Waiter#await}. Each round ends in one of three
 * ways: the outcome maps to a result; or it ended by an alert for which there is a reason; or there
 * is nothing to report, and the loop goes on. So no return is spurious.
 *
 * <p>An alert carries no information. Its sender first writes the reason and then alerts; the owner
 * consumes the alert and then reads the reasons. A reason is the closed flag, the {@code cancelled}
 * flag, or the interrupt status. So an alert that was consumed by one round, or by an earlier wait
 * of the thread, never hides a reason: every round reads all reasons before it blocks again.
 */
final class BlockingWait {
    static final BooleanSupplier NOT_CANCELLABLE = () -> false;

    private final OutcomeMapper outcomes;

    BlockingWait(OutcomeMapper outcomes) {
        this.outcomes = outcomes;
    }

    /**
     * Waits until there is a result. Returns {@code CANCELLED} if {@code cancelled} answers true
     * and no word was found woken or changed. If this throws, all wakes that the wait consumed have
     * been forwarded.
     */
    WaitResult await(BoundWaiter bound, WaitSet set, Deadline deadline, BooleanSupplier cancelled)
            throws InterruptedException {
        bound.surplus.clear();
        bound.surplus.reserve(set.size());
        bound.hook.begin0();
        try {
            while (true) {
                int outcome = blocked(bound, set, deadline);
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

    private int blocked(BoundWaiter bound, WaitSet set, Deadline deadline) {
        try {
            return bound.waiter.await(set, deadline, bound.surplus);
        } catch (Throwable failure) {
            outcomes.forward(set, bound.surplus);
            throw Thrown.unchecked(outcomes.explained(set, failure));
        }
    }
}
