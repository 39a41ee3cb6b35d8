/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany;

import dev.waitany.spi.PendingWaits;

/**
 * Waits that are pending with the strategy's own few threads, where it has them, and else on a
 * carrier thread each. Which, is found out when the first one begins.
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

    /** A wait that does not begin leaves its set free. */
    private void begin(WaitSet set, Runnable wait) {
        try {
            wait.run();
        } catch (Throwable failure) {
            set.end();
            waiters.refuseIfClosed();
            throw failure;
        }
    }

    @Override
    public void close() {
        poller.close();
    }
}
