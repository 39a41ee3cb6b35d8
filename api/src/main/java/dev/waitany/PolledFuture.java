/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany;

import dev.waitany.spi.PendingWaits;
import dev.waitany.spi.SurplusWakes;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * A future whose wait is pending with a poller. What depends on it runs on the default executor of
 * futures: the poller's thread serves many, and must not run what may block.
 */
final class PolledFuture extends WaitFuture implements PendingWaits.Ending {
    private final OutcomeMapper outcomes;

    /** Set before it is looked whether the future is stopped; who stops it does the reverse. */
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
