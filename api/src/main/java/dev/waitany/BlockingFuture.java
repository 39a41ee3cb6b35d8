/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany;

import org.jspecify.annotations.Nullable;

/** A future whose wait blocks a carrier thread. */
final class BlockingFuture extends WaitFuture implements Runnable {
    private final Waiters waiters;
    private final BlockingWait wait;
    private final Deadline deadline;

    /** Set by the carrier before it looks whether it is stopped; who stops it does the reverse. */
    private volatile @Nullable BoundWaiter carrier;

    BlockingFuture(
            Waiters waiters,
            BlockingWait wait,
            OutcomeMapper outcomes,
            WaitSet set,
            Deadline deadline) {
        super(outcomes, set);
        this.waiters = waiters;
        this.wait = wait;
        this.deadline = deadline;
    }

    /** The carrier's work. */
    @Override
    public void run() {
        WaitResult result = null;
        Throwable failure = null;
        try {
            result = carry();
        } catch (Throwable thrown) {
            failure = thrown;
        }
        settle(result, failure);
        announce();
    }

    /** It will not run: the set is free, and the future fails. */
    void refuse(Throwable why) {
        settle(null, why);
        announce();
    }

    @Override
    void stop() {
        BoundWaiter bound = carrier;
        if (bound != null) {
            bound.waiter.alert();
        }
    }

    private WaitResult carry() throws InterruptedException {
        BoundWaiter bound = waiters.acquire();
        try {
            carrier = bound;
            return isStopped()
                    ? WaitResult.CANCELLED
                    : wait.await(bound, set, deadline, this::isStopped);
        } finally {
            carrier = null;
            waiters.release(bound);
        }
    }
}
