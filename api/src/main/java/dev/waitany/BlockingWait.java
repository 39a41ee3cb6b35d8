/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany;

import dev.waitany.spi.Outcome;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A wait that blocks the calling platform thread, whatever the strategy.
 *
 * <p>An alert says nothing by itself: whoever sends one has said before what it is for (the closed
 * flag, the interrupt status, the cancelled flag), and an alert without a reason is waited through.
 * So no return is spurious.
 */
final class BlockingWait {
    static final BooleanSupplier NOT_CANCELLABLE = () -> false;

    private final Waiters waiters;
    private final SurplusTreatment treatment;

    BlockingWait(Waiters waiters, SurplusTreatment treatment) {
        this.waiters = waiters;
        this.treatment = treatment;
    }

    /** Blocks; {@code CANCELLED} when alerted while {@code cancelled} says yes. */
    WaitResult await(BoundWaiter bound, WaitSet set, Deadline deadline, BooleanSupplier cancelled)
            throws InterruptedException {
        bound.swallowed.clear();
        bound.hook.begin0();
        try {
            while (true) {
                int outcome = bound.waiter.await(set, deadline, bound.swallowed);
                WaitResult result = result(bound, set, outcome, cancelled);
                if (result != null) {
                    return bound.swallowed.count() == 0
                            ? result
                            : treatment.settle(set, result, bound.swallowed);
                }
            }
        } finally {
            bound.hook.end0();
        }
    }

    /** What an outcome means; null to wait on. */
    private @Nullable WaitResult result(
            BoundWaiter bound, WaitSet set, int outcome, BooleanSupplier cancelled)
            throws InterruptedException {
        if (outcome >= 0) {
            return set.woken(outcome);
        }
        if (Outcome.isChanged(outcome)) {
            return set.changed(Outcome.changedIndex(outcome));
        }
        if (outcome != Outcome.ALERTED || bound.swallowed.count() > 0) {
            int changed = set.firstChanged();
            if (changed >= 0) {
                bound.swallowed.remove(changed);
                return set.changed(changed);
            }
        }
        return switch (outcome) {
            case Outcome.TIMED_OUT -> WaitResult.TIMED_OUT;
            // CHANGED, and changed back: nothing to report, but the waiter may have taken an alert
            case Outcome.CHANGED, Outcome.ALERTED -> alerted(bound, set, cancelled);
            default -> throw new AssertionError("outcome " + outcome);
        };
    }

    private @Nullable WaitResult alerted(BoundWaiter bound, WaitSet set, BooleanSupplier cancelled)
            throws InterruptedException {
        if (cancelled.getAsBoolean()) {
            treatment.forwardAll(set, bound.swallowed);
            bound.swallowed.clear();
            return WaitResult.CANCELLED;
        }
        if (waiters.isClosed()) {
            treatment.forwardAll(set, bound.swallowed);
            waiters.refuseIfClosed();
        }
        if (Thread.interrupted()) {
            treatment.forwardAll(set, bound.swallowed);
            throw new InterruptedException();
        }
        return null;
    }
}
