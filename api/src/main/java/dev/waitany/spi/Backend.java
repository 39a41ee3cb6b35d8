/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.spi;

import dev.waitany.Capabilities;
import dev.waitany.WaitSet;
import java.util.Optional;

/** A strategy at work for one {@code WaitAny}. Thread-safe. */
public interface Backend extends AutoCloseable {
    /** Returns what the strategy can do, always the same. */
    Capabilities capabilities();

    /**
     * Makes a waiter for the calling platform thread, which alone will wait with it.
     *
     * @throws IllegalStateException if the kernel refuses what it needs; the user's wait throws it
     */
    Waiter newWaiter();

    /**
     * Arms a set for the calling platform thread, if the strategy keeps sets armed between calls.
     * That thread alone calls the arming, except for {@link Arming#alert()} and {@link
     * Arming#abandon(SurplusWakes)}. If the answer is empty, {@code WaitAny} arms the set with a
     * waiter.
     *
     * @param set in use until the arming is closed; its words change only with {@link
     *     Arming#added(int)}
     * @throws IllegalStateException if the kernel refuses what it needs
     */
    default Optional<Arming> arm(WaitSet set) {
        return Optional.empty();
    }

    /**
     * Returns the waits that need no thread for each, for futures and virtual threads, if the
     * strategy has a way to do that. Called once, when the {@code WaitAny} is opened, which closes
     * the answer before the backend. Starts no thread before the first wait begins. If the answer
     * is empty, {@code WaitAny} lets a platform thread block for each such wait.
     */
    default Optional<PendingWaits> pendingWaits() {
        return Optional.empty();
    }

    /**
     * Returns the largest number of wakes on one word that a wait can consume: 1, or {@link
     * Integer#MAX_VALUE} where the kernel leaves a woken waiter in its queue. A forward wakes as
     * many waiters. Called once.
     */
    default int maxSurplusPerWord() {
        return 1;
    }

    /**
     * Frees what the backend itself holds. Called once; all waiters, armings and pending waits were
     * closed before.
     */
    @Override
    void close();
}
