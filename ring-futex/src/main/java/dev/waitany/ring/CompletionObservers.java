/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring;

import org.jspecify.annotations.Nullable;

/** The listener and the future of an operation. Either may be absent. */
final class CompletionObservers {
    private @Nullable Listener listener;
    private @Nullable OperationFuture future;

    void listener(Listener heard) {
        listener = heard;
    }

    /** Returns the future of the present run, of the last one or, before it is queued, the next. */
    OperationFuture futureOf(Operation operation) {
        OperationFuture present = future;
        if (present == null) {
            present = new OperationFuture(operation);
            future = present;
            if (operation.state() == Operation.State.DONE) {
                present.publish(operation.kind(), operation.value());
            }
        }
        return present;
    }

    /** Notes that a run begins: a future that is done belongs to an earlier one. */
    void begin() {
        OperationFuture present = future;
        if (present != null && present.isDone()) {
            future = null;
        }
    }

    /**
     * Completes the future, then calls the listener, which may queue the operation again. If
     * neither is told what the operation got, that is passed on.
     */
    void tell(Operation operation) {
        OperationFuture waiting = future;
        boolean unheard = waiting != null && !waiting.publish(operation.kind(), operation.value());
        if (listener != null) {
            listener.completed(operation);
        } else if (unheard) {
            operation.passOn();
        }
    }
}
