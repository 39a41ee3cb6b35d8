/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.spi;

import dev.waitany.Deadline;
import dev.waitany.WaitSet;
import java.util.Optional;

/**
 * Waits that are pending with a few threads of the strategy, its pollers, rather than with one
 * thread each. Thread-safe.
 */
public interface PendingWaits extends AutoCloseable {
    /**
     * Begins a wait. When it has ended, the kernel holds none of its words, and {@code ending} is
     * called: once, unless it asks to go on. That can happen before this method has returned.
     *
     * @param set in use by this wait until it has ended; no word is confined to a thread
     * @throws IllegalStateException if this is closed, or the kernel refuses what the wait needs;
     *     {@code ending} is not called then
     */
    Pending begin(WaitSet set, Deadline deadline, Ending ending);

    /**
     * Arms a set for the calling virtual thread, if the strategy keeps sets armed between calls and
     * its pollers can do that. If the answer is empty, {@code WaitAny} begins a pending wait for
     * each call.
     *
     * <p>The calling thread owns the arming. Calls that block park it, and occupy no platform
     * thread. An interrupt of the owner before or during {@link Arming#await} ends it with {@link
     * Outcome#ALERTED}, unless a word is ready; the interrupt status stays set. All other calls
     * ignore the interrupt status and keep it. Makes no system call, and starts no thread before
     * the first {@code await}.
     *
     * @param set in use until the arming is closed; its words change only with {@link
     *     Arming#added(int)}; no word is confined to a thread
     * @throws IllegalStateException if this is closed
     */
    default Optional<Arming> arm(WaitSet set) {
        return Optional.empty();
    }

    /**
     * Ends all pending waits with {@link Outcome#ALERTED}. Returns when their endings have been
     * called and the pollers have ended.
     */
    @Override
    void close();

    /** One wait that has begun. */
    interface Pending {
        /**
         * Ends the wait soon with {@link Outcome#ALERTED}, unless something else ends it first. Any
         * thread, any time, also after the wait has ended or this was closed. Does not block.
         */
        void cancel();
    }

    /**
     * Gets the end of a wait. Called on a poller, which many waits share, so it neither blocks nor
     * calls unknown code. It does not throw.
     */
    interface Ending {
        /**
         * Tells that the wait has ended.
         *
         * @param outcome as of {@link Waiter#await}
         * @param surplus the indexes of further words whose wakes were consumed; valid during the
         *     call
         * @return false if there was nothing to report and the wait is to go on, with the same set
         *     and deadline
         */
        boolean ended(int outcome, SurplusWakes surplus);

        /**
         * Tells that the wait has failed after it consumed wakes, which are forwarded. It does not
         * go on, and the kernel holds none of its words. If the end of the wait has been told
         * before, also by an {@link #ended} that threw, forwards the wakes and does nothing else.
         *
         * @param failure what the waiting thread or the future gets
         * @param consumed the indexes of all words whose wakes were consumed, including the one
         *     that the wait would have reported; cleared by this call
         */
        void failed(Throwable failure, SurplusWakes consumed);

        /** Tells that the wait has failed, and that it had consumed no wake. */
        default void failed(Throwable failure) {
            failed(failure, new SurplusWakes());
        }
    }
}
