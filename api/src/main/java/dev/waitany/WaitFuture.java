/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * A wait that a carrier thread does for somebody else.
 *
 * <p>Whoever completes it from outside, by {@link #cancel} or otherwise, ends the wait. {@code
 * cancel} returns when the kernel holds the words no more, so their memory may go then.
 */
final class WaitFuture extends CompletableFuture<WaitResult> implements Runnable {
    private final Waiters waiters;
    private final BlockingWait wait;
    private final SurplusTreatment treatment;
    private final WaitSet set;
    private final Deadline deadline;
    private final CountDownLatch ended = new CountDownLatch(1);

    /**
     * Written by the canceller before it looks for the carrier, which looks here after it has said
     * that it runs.
     */
    private volatile boolean cancelled;

    private volatile @Nullable BoundWaiter carrier;

    WaitFuture(
            Waiters waiters,
            BlockingWait wait,
            SurplusTreatment treatment,
            WaitSet set,
            Deadline deadline) {
        this.waiters = waiters;
        this.wait = wait;
        this.treatment = treatment;
        this.set = set;
        this.deadline = deadline;
    }

    /** The carrier's work. The set is free again before anybody hears of the result. */
    @Override
    public void run() {
        WaitResult result = null;
        Throwable failure = null;
        try {
            result = carry();
        } catch (Throwable thrown) {
            failure = thrown;
        }
        set.end();
        ended.countDown();
        publish(result, failure);
    }

    /** It will not run: the set is free, and the future fails. */
    void refuse(Throwable why) {
        set.end();
        ended.countDown();
        completeExceptionally(why);
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        stop();
        boolean interrupted = false;
        while (true) {
            try {
                ended.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true; // the wait ends within microseconds: see it out
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return super.cancel(mayInterruptIfRunning) || isCancelled();
    }

    @Override
    public boolean complete(WaitResult value) {
        stop();
        return super.complete(value);
    }

    @Override
    public boolean completeExceptionally(Throwable failure) {
        stop();
        return super.completeExceptionally(failure);
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new CompletableFuture<>();
    }

    private WaitResult carry() throws InterruptedException {
        BoundWaiter bound = waiters.acquire();
        try {
            carrier = bound;
            return cancelled
                    ? WaitResult.CANCELLED
                    : wait.await(bound, set, deadline, () -> cancelled);
        } finally {
            carrier = null;
            waiters.release(bound);
        }
    }

    private void publish(@Nullable WaitResult result, @Nullable Throwable failure) {
        if (failure != null) {
            super.completeExceptionally(failure);
        } else if (result == null || result.kind() == WaitResult.Kind.CANCELLED) {
            super.cancel(true);
        } else if (!super.complete(result)) {
            treatment.forwardUnread(set, result);
        }
    }

    private void stop() {
        cancelled = true;
        BoundWaiter bound = carrier;
        if (bound != null) {
            bound.waiter.alert();
        }
    }
}
