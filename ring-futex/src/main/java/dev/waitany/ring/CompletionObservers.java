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
            present.belongTo(
                    operation.state() == Operation.State.NEW
                            ? OperationFuture.NO_RUN
                            : operation.run());
            future = present;
            if (operation.state() == Operation.State.DONE) {
                present.publish(operation.kind(), operation.value());
            }
        }
        return present;
    }

    /** Notes that a run begins: a future that is done belongs to an earlier one. */
    void begin(int run) {
        OperationFuture present = future;
        if (present != null) {
            if (present.isDone()) {
                future = null;
            } else {
                present.belongTo(run);
            }
        }
    }

    /** Tells the listener of an event, after which the operation goes on. */
    void happened(Operation operation) {
        if (listener != null) {
            listener.completed(operation);
        }
    }

    /**
     * Completes the future, then calls the listener, which may queue the operation again. If
     * neither is told what the operation got, that is passed on. An exception of one keeps the
     * other from nothing.
     */
    void tell(Operation operation) {
        OperationFuture waiting = future;
        boolean unheard = waiting != null;
        try {
            if (waiting != null) {
                unheard = !waiting.publish(operation.kind(), operation.value());
            }
        } finally {
            if (listener != null) {
                listener.completed(operation);
            } else if (unheard) {
                operation.passOn();
            }
        }
    }
}
