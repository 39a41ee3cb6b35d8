/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany;

import dev.waitany.spi.Outcome;
import dev.waitany.spi.SurplusWakes;
import org.jspecify.annotations.Nullable;

/**
 * What the outcome of a strategy's wait means to who waits: the same for a wait that blocks its
 * thread and for one that others do.
 */
final class OutcomeMapper {
    private final Waiters waiters;
    private final SurplusTreatment treatment;

    OutcomeMapper(Waiters waiters, SurplusTreatment treatment) {
        this.waiters = waiters;
        this.treatment = treatment;
    }

    /**
     * The result of a wait that had this outcome, with its surplus treated: what the outcome names;
     * or, when it names nothing, {@code CANCELLED} if the wait was.
     *
     * @return null if there is nothing to report, and the wait goes on
     * @throws WaitAnyClosedException if that is why the wait ended
     */
    @Nullable WaitResult of(WaitSet set, int outcome, boolean cancelled, SurplusWakes surplus) {
        WaitResult named;
        try {
            named = named(set, outcome, surplus);
        } catch (IllegalStateException gone) {
            throw set.explain(gone);
        }
        if (named != null) {
            return surplus.count() == 0 ? named : treatment.settle(set, named, surplus);
        }
        if (cancelled || waiters.isClosed()) {
            forward(set, surplus);
            if (!cancelled) {
                waiters.refuseIfClosed();
            }
            return WaitResult.CANCELLED;
        }
        return null;
    }

    /** What to throw, in the waiting thread, for what another one has thrown. */
    RuntimeException failure(Throwable cause) {
        waiters.refuseIfClosed();
        return new IllegalStateException(cause.getMessage(), cause);
    }

    /** A wait ends without a result to list anything in: others get what it surplus. */
    void forward(WaitSet set, SurplusWakes surplus) {
        treatment.forwardAll(set, surplus);
        surplus.clear();
    }

    /** Nobody will read this result: others get the wakes it tells of. */
    void forwardUnread(WaitSet set, WaitResult result) {
        treatment.forwardUnread(set, result);
    }

    private static @Nullable WaitResult named(WaitSet set, int outcome, SurplusWakes surplus) {
        if (outcome >= 0) {
            return set.woken(outcome);
        }
        if (Outcome.isChanged(outcome)) {
            return set.changed(Outcome.changedIndex(outcome));
        }
        if (outcome != Outcome.ALERTED || surplus.count() > 0) {
            int changed = set.firstChanged();
            if (changed >= 0) {
                surplus.remove(changed);
                return set.changed(changed);
            }
        }
        return switch (outcome) {
            case Outcome.TIMED_OUT -> WaitResult.TIMED_OUT;
            // CHANGED, and changed back: nothing to report, but the waiter may have taken an alert
            case Outcome.CHANGED, Outcome.ALERTED -> null;
            default -> throw new AssertionError("outcome " + outcome);
        };
    }
}
