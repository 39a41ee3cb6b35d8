/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.engine;

import static dev.waitany.access.ApiAccess.API;

import dev.waitany.Deadline;
import dev.waitany.WaitResult;
import dev.waitany.WaitSet;
import dev.waitany.engine.threads.CompletionThreads;
import dev.waitany.spi.Arming;
import dev.waitany.spi.PendingWaits;

/**
 * Waits that are pending with the pollers of a strategy, so they occupy no thread each. {@link
 * Engine} uses this if the backend offers {@link PendingWaits}, and {@link BlockingThreads}
 * otherwise.
 */
final class PolledWaits implements OffThreadWaits {
    private final Waiters waiters;
    private final OutcomeMapper outcomes;
    private final PendingWaits poller;
    private final CompletionThreads completions;

    PolledWaits(
            PendingWaits poller,
            Waiters waiters,
            OutcomeMapper outcomes,
            CompletionThreads completions) {
        this.poller = poller;
        this.completions = completions;
        this.waiters = waiters;
        this.outcomes = outcomes;
    }

    @Override
    public WaitFuture start(WaitSet set, Deadline deadline) {
        boolean expected = false;
        try {
            PolledFuture future = new PolledFuture(outcomes, completions, set);
            completions.expect();
            expected = true;
            future.begin(poller, deadline);
            return future;
        } catch (Throwable failure) {
            if (expected) {
                completions.forget();
            }
            throw notBegun(set, failure);
        }
    }

    @Override
    public WaitResult await(WaitSet set, Deadline deadline) throws InterruptedException {
        ParkedWait wait;
        try {
            wait = new ParkedWait(outcomes, set);
            wait.begin(poller, deadline);
        } catch (Throwable failure) {
            throw notBegun(set, failure);
        }
        return wait.join();
    }

    @Override
    public Arming arm(WaitSet set) {
        Arming kept = poller.arm(set).orElse(null);
        return kept == null ? new RepeatedArming(set, new ParkingWaiter(poller::begin)) : kept;
    }

    /** Frees the set of a wait that could not begin, and returns what to throw. */
    private RuntimeException notBegun(WaitSet set, Throwable failure) {
        try {
            waiters.refuseIfClosed();
            return Thrown.unchecked(outcomes.explained(set, failure));
        } finally {
            API.end(set);
        }
    }

    @Override
    public void close() {
        poller.close();
    }
}
