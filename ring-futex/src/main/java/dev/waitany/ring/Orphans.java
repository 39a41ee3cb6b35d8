/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring;

import java.util.StringJoiner;

/**
 * Pending operations whose arena was closed too early. The kernel would keep a private wait on an
 * address that is nobody's any more, and find it again by a wake of whoever gets that memory next.
 */
final class Orphans {
    private final Pending pending;
    private final Canceller canceller;

    Orphans(Pending pending, Canceller canceller) {
        this.pending = pending;
        this.canceller = canceller;
    }

    /** Whether there may be some; cheap, and blind for arenas beyond the eighth. */
    boolean mayExist() {
        return !pending.arenasAreOpen();
    }

    /** What they are; empty if there are none. */
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

    /** Asks the kernel for them, and guards their arenas no longer: no call would be possible. */
    void cancel() {
        pending.forgetClosedArenas();
        for (int i = 0; i < pending.slots(); i++) {
            Operation operation = pending.at(i);
            if (operation != null && !operation.request().isAlive()) {
                canceller.cancel(operation);
            }
        }
    }
}
