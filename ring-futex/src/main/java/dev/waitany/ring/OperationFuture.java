/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring;

import dev.waitany.linux.Errno;
import java.util.concurrent.CompletableFuture;

/** One round of an operation, as a future. Whoever completes it from outside asks for a cancel. */
final class OperationFuture extends CompletableFuture<Completion> {
    private final Operation operation;

    OperationFuture(Operation operation) {
        this.operation = operation;
    }

    /**
     * The kernel has answered.
     *
     * @return whether the future says so, and not something that came before from elsewhere
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

    /** Asks for it; the future is cancelled when the kernel says that the operation is. */
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
