/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.engine;

import dev.waitany.Deadline;
import dev.waitany.WaitSet;
import dev.waitany.spi.Outcome;
import dev.waitany.spi.PendingWaits;
import dev.waitany.spi.SurplusWakes;
import org.jspecify.annotations.Nullable;

/**
 * One wait of a {@link ParkingWaiter} that blocks a platform thread of {@link BlockingThreads}.
 *
 * <p>The thread writes {@code blocked} and then reads {@code stopped}; the owner that stops the
 * wait writes {@code stopped} and then reads {@code blocked}. Both are volatile, so either the
 * thread does not block, or it gets the alert (Dekker).
 */
final class BorrowedThread implements Runnable, PendingWaits.Pending {
    private final Waiters waiters;
    private final WaitSet set;
    private final Deadline deadline;
    private final ParkedCall call;
    private volatile @Nullable BoundWaiter blocked;
    private volatile boolean stopped;

    BorrowedThread(Waiters waiters, WaitSet set, Deadline deadline, ParkedCall call) {
        this.waiters = waiters;
        this.set = set;
        this.deadline = deadline;
        this.call = call;
    }

    /** Blocks, and tells the call how the wait ended. */
    @Override
    public void run() {
        SurplusWakes surplus = call.surplus();
        int outcome = Outcome.ALERTED;
        Throwable failure = null;
        try {
            outcome = block(surplus);
        } catch (Throwable thrown) {
            failure = thrown;
        }
        if (failure == null) {
            call.ended(outcome);
        } else {
            call.failed(failure);
        }
    }

    private int block(SurplusWakes surplus) {
        BoundWaiter bound = waiters.acquire();
        try {
            blocked = bound;
            return stopped ? Outcome.ALERTED : bound.waiter.await(set, deadline, surplus);
        } finally {
            blocked = null;
            waiters.release(bound);
        }
    }

    @Override
    public void cancel() {
        stopped = true;
        BoundWaiter bound = blocked;
        if (bound != null) {
            bound.waiter.alert();
        }
    }
}
