/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.engine;

import static dev.waitany.access.ApiAccess.API;

import dev.waitany.Deadline;
import dev.waitany.WaitResult;
import dev.waitany.WaitSet;
import org.jspecify.annotations.Nullable;

/**
 * A future whose wait blocks a platform thread of {@link BlockingThreads}. See {@link WaitFuture}
 * for its states.
 */
final class BlockingFuture extends WaitFuture implements Runnable {
    private static final long RETRY_PAUSE = 1_000_000; // ns, so that memory can become free

    private final Waiters waiters;
    private final BlockingWait wait;
    private final Deadline deadline;

    /**
     * The waiter while a thread blocks with it. The thread writes this and then reads {@link
     * #isStopped()}; a canceller writes the flag and then reads this. Both are volatile, so at
     * least one of the two sees the other's write (Dekker).
     */
    private volatile @Nullable BoundWaiter blocked;

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

    /** Waits, and completes the future. Called by a thread of the pool. */
    @Override
    public void run() {
        WaitResult result = null;
        Throwable failure = null;
        try {
            result = block();
        } catch (Throwable thrown) {
            failure = thrown;
        }
        settle(result, failure);
        announceUntilDone();
    }

    /** Completes the future. Tries again if that fails for lack of memory. */
    private void announceUntilDone() {
        do {
            try {
                announce();
            } catch (Throwable thrown) { // by a dependent, if the future is done
                pauseUnlessDone();
            }
        } while (!isDone());
    }

    private void pauseUnlessDone() {
        try {
            if (!isDone()) {
                Pause.nanos(this, RETRY_PAUSE);
            }
        } catch (Throwable noMemory) { // not even for the class: go on without a pause
        }
    }

    /** Fails the future, because no thread will run it. The set is free. */
    void refuse(Throwable why) {
        settle(null, why);
        announce();
    }

    @Override
    void stop() {
        BoundWaiter bound = blocked;
        if (bound != null) {
            bound.waiter.alert();
        }
    }

    private WaitResult block() throws InterruptedException {
        BoundWaiter bound = waiters.acquire();
        try {
            blocked = bound;
            return isStopped()
                    ? API.cancelled()
                    : wait.await(bound, set, deadline, this::isStopped);
        } finally {
            blocked = null;
            waiters.release(bound);
        }
    }
}
