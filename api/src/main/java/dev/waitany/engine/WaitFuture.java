/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.engine;

import static dev.waitany.access.ApiAccess.API;

import dev.waitany.WaitResult;
import dev.waitany.WaitSet;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A future for a wait that another thread performs: the <i>worker</i>, a thread of {@link
 * BlockingThreads} or a poller.
 *
 * <ol>
 *   <li><i>Waiting</i>, from the beginning: the kernel may hold the words.
 *   <li><i>Stopped</i>, by a thread that cancels or completes the future: nobody needs the result,
 *       and the worker ends the wait soon. A wait that ends by itself skips this state.
 *   <li><i>Settled</i>, by the worker in {@link #settle}: the kernel holds no word, the set is
 *       free, and the result is known.
 *   <li><i>Complete</i>, in {@link #announce} or by a canceller: dependents see the result. A
 *       blocking thread announces itself, as it serves this wait only; for a poller, a thread of
 *       {@link dev.waitany.engine.threads.CompletionThreads} does.
 * </ol>
 *
 * <p>Stopping writes {@code cancelled} and then alerts the worker. The worker makes itself
 * reachable for the alert and then reads {@code cancelled}. Both are volatile, so the worker either
 * sees the flag or gets the alert. The latch {@code ended} publishes the result to cancellers, so
 * {@link #cancel} returns in state settled: the words' memory may be freed then.
 *
 * <p>Any thread may complete the future itself at any time. The first one to do so, or the wait,
 * decides what it will hold. A thread that has decided it stops the wait before it completes the
 * future: a dependent may run any code and block, and must not keep the wait on its words. If the
 * wait has consumed a wake and the future holds something else, {@link #announce} forwards the
 * wake.
 */
abstract class WaitFuture extends CompletableFuture<WaitResult> {
    /** Who has decided what the future holds: the wait, or a thread that completes it. */
    private sealed interface Decided {}

    private enum ByWait implements Decided {
        THE_WAIT
    }

    private record Given(@Nullable WaitResult value, @Nullable Throwable thrown)
            implements Decided {}

    final WaitSet set;
    private final OutcomeMapper outcomes;
    private final CountDownLatch ended = new CountDownLatch(1);

    /** Written before the worker is alerted, which looks here for the reason. */
    private volatile boolean cancelled;

    // Written once by the worker, before it counts ended down.  Others read them after that.
    private @Nullable WaitResult result;
    private @Nullable Throwable failure;

    /** What the future will hold; null while that is open. */
    private final AtomicReference<@Nullable Decided> decided = new AtomicReference<>();

    WaitFuture(OutcomeMapper outcomes, WaitSet set) {
        this.outcomes = outcomes;
        this.set = set;
    }

    /** Alerts the worker, if there is one already, so that it reads {@link #isStopped()}. */
    abstract void stop();

    /** Returns whether the wait is to end because nobody needs its result. */
    final boolean isStopped() {
        return cancelled;
    }

    /** Notes how the wait ended, and frees the set before any other thread can know the end. */
    final void settle(@Nullable WaitResult got, @Nullable Throwable thrown) {
        result = got;
        failure = thrown;
        API.end(set);
        ended.countDown(); // publishes result and failure
    }

    /**
     * Completes the future, after {@link #settle}. If it holds something else already, forwards the
     * wakes that the wait consumed.
     */
    public final void announce() {
        WaitResult got = result;
        if (!publish() && got != null) {
            outcomes.forwardUnread(set, got);
        }
    }

    /**
     * Ends the wait, whose result nobody will read. Returns when its wakes are forwarded. Does not
     * park: a virtual thread cannot, if its stack is nearly full.
     */
    final void abandon() {
        end();
        while (ended.getCount() > 0) {
            Thread.onSpinWait(); // the worker needs microseconds
        }
        WaitResult got = result;
        if (got != null) {
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
                interrupted = true; // and wait on: the worker needs microseconds
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        publish();
        return isCancelled();
    }

    @Override
    @SuppressWarnings("NullAway") // a future may be completed with null
    public boolean complete(WaitResult value) {
        return give(new Given(value, null));
    }

    @Override
    public boolean completeExceptionally(Throwable thrown) {
        return give(new Given(null, Objects.requireNonNull(thrown, "thrown")));
    }

    /** Returns whether the future holds what was given. */
    private boolean give(Given given) {
        if (!decided.compareAndSet(null, given)) {
            return false;
        }
        try {
            end();
        } finally {
            hold(given);
        }
        return true;
    }

    @SuppressWarnings("NullAway") // a future may be completed with null
    private void hold(Given given) {
        if (given.thrown() != null) {
            super.completeExceptionally(given.thrown());
        } else {
            super.complete(given.value());
        }
    }

    @Override
    public CompletableFuture<WaitResult> completeAsync(
            Supplier<? extends WaitResult> supplier, Executor executor) {
        Objects.requireNonNull(supplier, "supplier");
        executor.execute(
                () -> {
                    try {
                        if (!isDone()) {
                            complete(supplier.get());
                        }
                    } catch (Throwable thrown) {
                        completeExceptionally(thrown);
                    }
                });
        return this;
    }

    @Override
    public void obtrudeValue(WaitResult value) {
        decided.compareAndSet(null, new Given(value, null));
        end();
        super.obtrudeValue(value);
    }

    @Override
    public void obtrudeException(Throwable thrown) {
        decided.compareAndSet(null, new Given(null, thrown));
        end();
        super.obtrudeException(thrown);
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
     * Completes the future with the end of the wait, in state settled. Both the worker and a
     * canceller do this, with the same result.
     *
     * @return whether the future holds that result, rather than one that another thread gave it
     */
    @SuppressWarnings("ReferenceEquality") // this very object, not an equal one of another thread
    private boolean publish() {
        if (!decided.compareAndSet(null, ByWait.THE_WAIT) && decided.get() instanceof Given given) {
            hold(given); // its thread may have met an error on the way
            return false;
        }
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
