/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.spi;

import dev.waitany.Capabilities;
import dev.waitany.WaitSet;
import java.util.Optional;

/** A strategy at work for one {@code WaitAny}. Thread-safe. */
public interface Backend extends AutoCloseable {
    /** What it can do. */
    Capabilities capabilities();

    /** A waiter for the calling platform thread, which alone will wait with it. */
    Waiter newWaiter();

    /**
     * Arms a set for the calling platform thread, if the strategy keeps sets armed between calls.
     * The thread that armed it alone calls it, except for {@link Arming#alert()} and {@link
     * Arming#abandon(SurplusWakes)}.
     */
    default Optional<Arming> arm(WaitSet set) {
        return Optional.empty();
    }

    /**
     * Waits that block no thread each, if the strategy has a way to that: for futures and virtual
     * threads. Called once; takes no thread before the first wait begins. Who asked closes it.
     */
    default Optional<PendingWaits> pendingWaits() {
        return Optional.empty();
    }

    /**
     * Most wakes on one word that a wait can swallow: 1, or {@link Integer#MAX_VALUE} where the
     * kernel leaves a claimed waiter in its queue.
     */
    default int maxSurplusPerWord() {
        return 1;
    }

    /** Ends what the backend itself holds. All waiters and armings are closed before. */
    @Override
    void close();
}
