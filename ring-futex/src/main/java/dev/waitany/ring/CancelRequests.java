/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring;

import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Cancels that other threads request of the ring's thread. The kernel refuses theirs, as only the
 * owner may use the ring (EEXIST). Thread-safe.
 */
final class CancelRequests {
    /**
     * A request for one run: when the ring's thread takes it, the operation may have ended and been
     * queued again.
     */
    private record CancelRequest(Operation operation, int run) {}

    private final ConcurrentLinkedQueue<CancelRequest> requests = new ConcurrentLinkedQueue<>();

    void add(Operation operation, int run) {
        requests.add(new CancelRequest(operation, run));
    }

    /** Cancels what was requested. Called by the ring's thread. */
    void take(Canceller canceller) {
        for (CancelRequest request = requests.poll(); request != null; request = requests.poll()) {
            Operation operation = request.operation;
            if (operation.state() == Operation.State.PENDING && operation.run() == request.run) {
                canceller.cancel(operation);
            }
        }
    }
}
