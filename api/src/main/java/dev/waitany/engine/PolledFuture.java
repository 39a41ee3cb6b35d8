/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.engine;

import dev.waitany.Deadline;
import dev.waitany.WaitResult;
import dev.waitany.WaitSet;
import dev.waitany.spi.PendingWaits;
import dev.waitany.spi.SurplusWakes;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * A future whose wait is pending with a poller. See {@link WaitFuture} for its states.
 *
 * <p>The poller's thread serves many waits and must not run actions of users, which may block. So
 * the future is completed, and its dependents run, by a task on the default executor of futures.
 */
final class PolledFuture extends WaitFuture implements PendingWaits.Ending {
    private final OutcomeMapper outcomes;

    /**
     * The pending wait; null until it has begun. A canceller that finds null cancels nothing: no
     * other thread has the future before {@link #begin} has returned.
     */
    private volatile PendingWaits.@Nullable Pending pending;

    PolledFuture(OutcomeMapper outcomes, WaitSet set) {
        super(outcomes, set);
        this.outcomes = outcomes;
    }

    void begin(PendingWaits poller, Deadline deadline) {
        pending = poller.begin(set, deadline, this);
    }

    @Override
    public boolean ended(int outcome, SurplusWakes surplus) {
        try {
            WaitResult result = outcomes.of(set, outcome, isStopped(), surplus);
            if (result == null) {
                return false;
            }
            end(result, null);
        } catch (RuntimeException thrown) {
            end(null, thrown);
        }
        return true;
    }

    @Override
    public void failed(Throwable failure) {
        end(null, failure);
    }

    @Override
    void stop() {
        PendingWaits.Pending wait = pending;
        if (wait != null) {
            wait.cancel();
        }
    }

    private void end(@Nullable WaitResult result, @Nullable Throwable failure) {
        settle(result, failure);
        try {
            defaultExecutor().execute(this::announce);
        } catch (RejectedExecutionException | OutOfMemoryError noThread) {
            announce(); // better here than never
        }
    }
}
