/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring;

import dev.waitany.linux.Errno;
import java.util.concurrent.CompletableFuture;

/** A run of an operation as a future. Completing it from outside cancels the operation. */
final class OperationFuture extends CompletableFuture<Completion> {
    private final Operation operation;

    OperationFuture(Operation operation) {
        this.operation = operation;
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
        return operation.cancel();
    }

    @Override
    public boolean complete(Completion value) {
        boolean first = super.complete(value);
        operation.cancel();
        return first;
    }

    @Override
    public boolean completeExceptionally(Throwable failure) {
        boolean first = super.completeExceptionally(failure);
        operation.cancel();
        return first;
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new CompletableFuture<>();
    }
}
