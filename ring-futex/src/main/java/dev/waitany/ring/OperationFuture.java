/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring;

import dev.waitany.linux.Errno;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * A run of an operation as a future. Completing it from outside, in any way, cancels that run, and
 * no other: the operation may have been queued again.
 */
final class OperationFuture extends CompletableFuture<Completion> {
    /** The future of an operation that was never queued. */
    static final int NO_RUN = 0;

    private final Operation operation;
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
        return switch (kind) {
            case CANCELLED -> super.cancel(false);
            case FAILED ->
                    super.completeExceptionally(
                            new IllegalStateException(operation + ": " + Errno.name(value)));
            case WOKEN, CHANGED, WRITTEN, ACQUIRED, TIMED_OUT ->
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
    public boolean complete(Completion value) {
        boolean first = super.complete(value);
        operation.cancel(run);
        return first;
    }

    @Override
    public boolean completeExceptionally(Throwable failure) {
        boolean first = super.completeExceptionally(failure);
        operation.cancel(run);
        return first;
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
        super.obtrudeValue(value);
        operation.cancel(run);
    }

    @Override
    public void obtrudeException(Throwable failure) {
        super.obtrudeException(failure);
        operation.cancel(run);
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new CompletableFuture<>();
    }
}
