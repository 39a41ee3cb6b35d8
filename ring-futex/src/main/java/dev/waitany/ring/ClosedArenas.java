/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring;

import java.util.StringJoiner;

/**
 * Finds and cancels pending operations whose arena was closed too early.
 *
 * <p>The kernel would keep their private waits on addresses that the process may use again. A wake
 * by the next owner of that memory would find them.
 */
final class ClosedArenas {
    private final PendingOperations pending;
    private final Canceller canceller;

    ClosedArenas(PendingOperations pending, Canceller canceller) {
        this.pending = pending;
        this.canceller = canceller;
    }

    /** Tells whether there may be some. Cheap. */
    boolean mayExist() {
        return !pending.arenasAreOpen();
    }

    /** Describes the operations; empty if there are none. */
    String names() {
        StringJoiner names = new StringJoiner(", ");
        for (int i = 0; i < pending.slots(); i++) {
            Operation operation = pending.at(i);
            if (operation != null && !operation.request().isAlive()) {
                names.add(operation.toString());
            }
        }
        return names.toString();
    }

    /** Asks the kernel to cancel them, and stops holding their arenas. */
    void cancel() {
        for (int i = 0; i < pending.slots(); i++) {
            Operation operation = pending.at(i);
            if (operation != null && !operation.request().isAlive()) {
                canceller.cancel(operation);
            }
        }
        pending.forgetClosedArenas(); // last: if a cancel is refused, the next call finds them
        // again
    }
}
