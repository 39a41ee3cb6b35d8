/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.engine;

import static dev.waitany.access.ApiAccess.API;

import dev.waitany.WaitAnyClosedException;
import dev.waitany.WaitResult;
import dev.waitany.WaitSet;
import dev.waitany.spi.Outcome;
import dev.waitany.spi.SurplusWakes;
import org.jspecify.annotations.Nullable;

/**
 * Maps the outcome of a strategy's wait to the result that the user gets, and treats its surplus
 * wakes. The same for waits that block their thread and for pending ones. Thread-safe.
 *
 * <ul>
 *   <li>A woken word: {@code WOKEN} with it.
 *   <li>A changed word: {@code CHANGED} with it.
 *   <li>{@code CHANGED}: {@code CHANGED} with the first changed word. If all words hold their
 *       expected values again, there is no result.
 *   <li>{@code TIMED_OUT}: {@code CHANGED} with the first changed word. If there is none, {@code
 *       TIMED_OUT}.
 *   <li>{@code ALERTED}: if wakes were consumed, {@code CHANGED} with the first changed word.
 *       Otherwise there is no result.
 * </ul>
 *
 * <p>If there is no result, the reason of an alert decides: closed, cancelled, or none.
 */
final class OutcomeMapper {
    private final Waiters waiters;
    private final SurplusTreatment treatment;

    OutcomeMapper(Waiters waiters, SurplusTreatment treatment) {
        this.waiters = waiters;
        this.treatment = treatment;
    }

    /**
     * Returns the result for an outcome, with the surplus wakes treated.
     *
     * @param cancelled whether the wait is to end as {@code CANCELLED} if the outcome names no word
     * @return null if there is nothing to report, and the wait goes on
     *     <p>If this throws anything, all wakes that the wait consumed are forwarded first, that of
     *     the word that the outcome names included.
     * @throws dev.waitany.WaitAnyClosedException if the outcome names no word and closing has begun
     * @throws IllegalStateException if a word's arena is closed
     */
    @Nullable WaitResult of(WaitSet set, int outcome, boolean cancelled, SurplusWakes surplus) {
        try {
            WaitResult named = named(set, outcome, surplus);
            if (named != null) {
                return surplus.count() == 0 ? named : treatment.settle(set, named, surplus);
            }
        } catch (Throwable failure) {
            try {
                if (outcome >= 0) {
                    treatment.forward(set, outcome);
                }
            } finally {
                forward(set, surplus);
            }
            throw Thrown.unchecked(explained(set, failure));
        }
        if (cancelled || waiters.isClosed()) {
            forward(set, surplus);
            if (!cancelled) {
                waiters.refuseIfClosed();
            }
            return API.cancelled();
        }
        return null;
    }

    /**
     * Returns an exception that names the word, if the arena of one was closed; otherwise the
     * failure itself, also if memory has run out.
     */
    Throwable explained(WaitSet set, Throwable failure) {
        if (failure instanceof IllegalStateException gone
                && !(failure instanceof WaitAnyClosedException)) {
            try {
                return API.explain(set, gone);
            } catch (Throwable unexplained) {
                return failure;
            }
        }
        return failure;
    }

    /** Returns what to throw in the waiting thread for a failure of the poller. */
    RuntimeException failure(Throwable cause) {
        waiters.refuseIfClosed();
        if (cause instanceof Error error) {
            throw error;
        }
        return new IllegalStateException(cause.getMessage(), cause);
    }

    /** Forwards the surplus wakes of a wait that ends without a result, and clears them. */
    void forward(WaitSet set, SurplusWakes surplus) {
        try {
            treatment.forwardAll(set, surplus);
        } finally {
            surplus.clear();
        }
    }

    /** Forwards the wakes of a result that nobody will read. */
    void forwardUnread(WaitSet set, WaitResult result) {
        treatment.forwardUnread(set, result);
    }

    private static @Nullable WaitResult named(WaitSet set, int outcome, SurplusWakes surplus) {
        if (outcome >= 0) {
            return API.woken(set, outcome);
        }
        if (Outcome.isChanged(outcome)) {
            return API.changed(set, Outcome.changedIndex(outcome));
        }
        if (outcome != Outcome.ALERTED || surplus.count() > 0) {
            int changed = set.firstChanged();
            if (changed >= 0) {
                surplus.remove(changed);
                return API.changed(set, changed);
            }
        }
        return switch (outcome) {
            case Outcome.TIMED_OUT -> API.timedOut();
            // CHANGED, and changed back: nothing to report, but the waiter may have consumed an
            // alert
            case Outcome.CHANGED, Outcome.ALERTED -> null;
            default -> throw new AssertionError("outcome " + outcome);
        };
    }
}
