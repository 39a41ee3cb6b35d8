/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * A wait that somebody else does, as a future.
 *
 * <p>Whoever completes it from outside, by {@link #cancel} or otherwise, ends the wait. {@code
 * cancel} returns when the kernel holds the words no more, so their memory may go then.
 */
abstract class WaitFuture extends CompletableFuture<WaitResult> {
    final WaitSet set;
    private final OutcomeMapper outcomes;
    private final CountDownLatch ended = new CountDownLatch(1);

    /** Written before the wait is stopped: who does the wait then looks here for the reason. */
    private volatile boolean cancelled;

    // Written once by who does the wait, and read after ended has been counted down.
    private @Nullable WaitResult result;
    private @Nullable Throwable failure;

    WaitFuture(OutcomeMapper outcomes, WaitSet set) {
        this.outcomes = outcomes;
        this.set = set;
    }

    /** Ends the wait soon, wherever it is; {@link #isStopped()} says why. */
    abstract void stop();

    /** Whether nobody waits for the result any more. */
    final boolean isStopped() {
        return cancelled;
    }

    /** The wait has ended. The set is free before anybody hears of it. */
    final void settle(@Nullable WaitResult got, @Nullable Throwable thrown) {
        result = got;
        failure = thrown;
        set.end();
        ended.countDown(); // publishes result and failure to a canceller
    }

    /** After {@link #settle}: completes the future, or hands on what nobody will read. */
    final void announce() {
        WaitResult got = result;
        if (!publish() && got != null) {
            outcomes.forwardUnread(set, got);
        }
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        end();
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
        end();
        return first;
    }

    @Override
    public boolean completeExceptionally(Throwable thrown) {
        boolean first = super.completeExceptionally(thrown);
        end();
        return first;
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new CompletableFuture<>();
    }

    private void end() {
        cancelled = true;
        stop();
    }

    /**
     * Completes with what the wait ended by, once it has ended. Who did the wait and a canceller
     * may both do it, with the same.
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
}
