/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.engine;

import static dev.waitany.access.ApiAccess.API;

import dev.waitany.Deadline;
import dev.waitany.WaitResult;
import dev.waitany.WaitSet;
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

    PolledWaits(PendingWaits poller, Waiters waiters, OutcomeMapper outcomes) {
        this.poller = poller;
        this.waiters = waiters;
        this.outcomes = outcomes;
    }

    @Override
    public WaitFuture start(WaitSet set, Deadline deadline) {
        PolledFuture future = new PolledFuture(outcomes, set);
        begin(set, () -> future.begin(poller, deadline));
        return future;
    }

    @Override
    public WaitResult await(WaitSet set, Deadline deadline) throws InterruptedException {
        ParkedWait wait = new ParkedWait(outcomes, set);
        begin(set, () -> wait.begin(poller, deadline));
        return wait.join();
    }

    /** Begins a wait. If that fails, the set is free. */
    private void begin(WaitSet set, Runnable wait) {
        try {
            wait.run();
        } catch (Throwable failure) {
            API.end(set);
            waiters.refuseIfClosed();
            throw failure;
        }
    }

    @Override
    public void close() {
        poller.close();
    }
}
