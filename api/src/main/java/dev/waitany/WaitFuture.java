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

    // Written once by the carrier, and read after ended has been counted down.
    private @Nullable WaitResult result;
    private @Nullable Throwable failure;

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
        try {
            result = carry();
        } catch (Throwable thrown) {
            failure = thrown;
        }
        set.end();
        ended.countDown(); // publishes result and failure to a canceller
        WaitResult got = result;
        if (!publish() && got != null) {
            treatment.forwardUnread(set, got);
        }
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
        publish();
        return isCancelled();
    }

    @Override
    public boolean complete(WaitResult value) {
        boolean first = super.complete(value);
        stop();
        return first;
    }

    @Override
    public boolean completeExceptionally(Throwable failure) {
        boolean first = super.completeExceptionally(failure);
        stop();
        return first;
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

    /**
     * Completes with what the wait ended by, once it has ended. The carrier and a canceller may
     * both do it, with the same.
     *
     * @return whether the future holds that, and not what somebody else completed it with
     */
    @SuppressWarnings(
            "ReferenceEquality") // this very result, and not an equal one of somebody else's
    private boolean publish() {
        Throwable thrown = failure;
        WaitResult got = result;
        if (thrown != null) {
            return super.completeExceptionally(thrown);
        }
        if (got == null || got.kind() == WaitResult.Kind.CANCELLED) {
            return super.cancel(true);
        }
        return super.complete(got) || (!isCompletedExceptionally() && join() == got);
    }

    private void stop() {
        cancelled = true;
        BoundWaiter bound = carrier;
        if (bound != null) {
            bound.waiter.alert();
        }
    }
}
