/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring;

import org.jspecify.annotations.Nullable;

/** Who wants to know how an operation ends: a listener, a future, both, or nobody. */
final class Audience {
    private @Nullable Listener listener;
    private @Nullable OperationFuture future;

    void listener(Listener heard) {
        listener = heard;
    }

    /**
     * The future of the round under way, of the last one or, if it is asked for early, the next.
     */
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

    /** A round begins: a future that is done was of another one. */
    void begin() {
        OperationFuture present = future;
        if (present != null && present.isDone()) {
            future = null;
        }
    }

    /**
     * Tells the future, and the listener last, as it may begin another round. If nobody hears that
     * the operation got something, somebody else may have it.
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
