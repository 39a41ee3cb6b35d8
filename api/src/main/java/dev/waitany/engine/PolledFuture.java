/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.engine;

import dev.waitany.Deadline;
import dev.waitany.WaitResult;
import dev.waitany.WaitSet;
import dev.waitany.engine.threads.Completable;
import dev.waitany.engine.threads.CompletionThreads;
import dev.waitany.spi.PendingWaits;
import dev.waitany.spi.SurplusWakes;
import org.jspecify.annotations.Nullable;

/**
 * A future whose wait is pending with a poller. See {@link WaitFuture} for its states.
 *
 * <p>The poller's thread serves many waits and must not run actions of users, which may block. So
 * the future is completed, and its dependents run, by one of the {@link CompletionThreads}.
 */
final class PolledFuture extends WaitFuture implements PendingWaits.Ending, Completable {
    private final OutcomeMapper outcomes;
    private final CompletionThreads completions;

    private @Nullable Completable next; // in the queue of the completion threads, which guards it

    /**
     * The pending wait; null until it has begun. A canceller that finds null cancels nothing: no
     * other thread has the future before {@link #begin} has returned.
     */
    private volatile PendingWaits.@Nullable Pending pending;

    private boolean settled; // the poller's
    private boolean handedOver; // to the completion threads; the poller's

    PolledFuture(OutcomeMapper outcomes, CompletionThreads completions, WaitSet set) {
        super(outcomes, set);
        this.outcomes = outcomes;
        this.completions = completions;
    }

    void begin(PendingWaits poller, Deadline deadline) {
        pending = poller.begin(set, deadline, this);
    }

    @Override
    public boolean ended(int outcome, SurplusWakes surplus) {
        WaitResult result = null;
        Throwable failure = null;
        try {
            result = outcomes.of(set, outcome, isStopped(), surplus);
            if (result == null) {
                return false;
            }
        } catch (Throwable thrown) {
            failure = thrown;
        }
        end(result, failure);
        return true;
    }

    @Override // may come after ended, if that has thrown half-way
    public void failed(Throwable failure, SurplusWakes consumed) {
        outcomes.forward(set, consumed);
        failed(failure);
    }

    @Override
    public void failed(Throwable failure) { // needs no memory
        end(null, settled ? failure : outcomes.explained(set, failure));
    }

    @Override
    public @Nullable Completable next() {
        return next;
    }

    @Override
    public void setNext(@Nullable Completable after) {
        next = after;
    }

    @Override
    void stop() {
        PendingWaits.Pending wait = pending;
        if (wait != null) {
            wait.cancel();
        }
    }

    /** Does once what is left to do: the first end counts. Repeated if it has thrown. */
    private void end(@Nullable WaitResult result, @Nullable Throwable failure) {
        if (!settled) {
            settled = true;
            settle(result, failure);
        }
        if (!handedOver) {
            completions.complete(this);
            handedOver = true;
        }
    }
}
