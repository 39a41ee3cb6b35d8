/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring;

import dev.waitany.linux.Errno;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A run of an operation as a future. Completing it from outside, in any way, cancels that run, and
 * no other: the operation may have been queued again.
 */
final class OperationFuture extends CompletableFuture<Completion> {
    /** Who has decided what the future holds: the run, or a thread that completes it. */
    private sealed interface Decided {}

    private enum ByRun implements Decided {
        THE_RUN
    }

    private record Given(@Nullable Completion value, @Nullable Throwable failure)
            implements Decided {}

    /** The future of an operation that was never queued. */
    static final int NO_RUN = 0;

    private final Operation operation;
    private final AtomicReference<@Nullable Decided> decided = new AtomicReference<>();
    private volatile int run;

    OperationFuture(Operation operation) {
        this.operation = operation;
    }

    /** Notes the run that the future tells of. Called by the ring's thread. */
    void belongTo(int number) {
        run = number;
    }

    /**
     * Completes the future with how the operation ended.
     *
     * @return whether it did; false if it had been completed from outside
     */
    boolean publish(Completion.Kind kind, int value) {
        if (!decided.compareAndSet(null, ByRun.THE_RUN) && decided.get() instanceof Given given) {
            hold(given); // its thread may have met an error on the way
            return false;
        }
        return switch (kind) {
            case CANCELLED -> super.cancel(false);
            case FAILED ->
                    super.completeExceptionally(
                            new IllegalStateException(operation + ": " + Errno.name(value)));
            case WOKEN, CHANGED, WRITTEN, READY, ACQUIRED, TIMED_OUT ->
                    super.complete(new Completion(kind, value));
        };
    }

    /** Cancels the operation; the future is cancelled once the operation has ended so. */
    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        if (isDone()) {
            return isCancelled();
        }
        if (operation.state() == Operation.State.NEW) {
            return super.cancel(false);
        }
        return operation.cancel(run);
    }

    @Override
    @SuppressWarnings("NullAway") // a future may be completed with null
    public boolean complete(Completion value) {
        return give(new Given(value, null));
    }

    @Override
    public boolean completeExceptionally(Throwable failure) {
        return give(new Given(null, Objects.requireNonNull(failure, "failure")));
    }

    /** Returns whether the future holds what was given. */
    private boolean give(Given given) {
        if (!decided.compareAndSet(null, given)) {
            return false;
        }
        try {
            operation.cancel(run);
        } finally {
            hold(given);
        }
        return true;
    }

    @SuppressWarnings("NullAway") // a future may be completed with null
    private void hold(Given given) {
        if (given.failure() != null) {
            super.completeExceptionally(given.failure());
        } else {
            super.complete(given.value());
        }
    }

    @Override
    public CompletableFuture<Completion> completeAsync(
            Supplier<? extends Completion> supplier, Executor executor) {
        Objects.requireNonNull(supplier, "supplier");
        executor.execute(
                () -> {
                    if (!isDone()) {
                        completeFrom(supplier);
                    }
                });
        return this;
    }

    private void completeFrom(Supplier<? extends Completion> supplier) {
        Completion value;
        try {
            value = supplier.get();
        } catch (Throwable thrown) {
            completeExceptionally(thrown);
            return;
        }
        complete(value);
    }

    @Override
    public void obtrudeValue(Completion value) {
        decided.compareAndSet(null, new Given(value, null));
        operation.cancel(run);
        super.obtrudeValue(value);
    }

    @Override
    public void obtrudeException(Throwable failure) {
        decided.compareAndSet(null, new Given(null, failure));
        operation.cancel(run);
        super.obtrudeException(failure);
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new CompletableFuture<>();
    }
}
