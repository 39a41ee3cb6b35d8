/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.spi;

import dev.waitany.Deadline;
import dev.waitany.WaitSet;

/**
 * Waits that are pending on a few threads of the strategy's own, and not on one each. Thread-safe.
 */
public interface PendingWaits extends AutoCloseable {
    /**
     * Begins a wait. When it has ended, the kernel holds none of its words, and {@code ending} is
     * told: once, unless it asks to go on.
     *
     * @throws IllegalStateException if this is closed
     */
    Pending begin(WaitSet set, Deadline deadline, Ending ending);

    /** Ends all that is pending with {@link Outcome#ALERTED}, and returns when that is done. */
    @Override
    void close();

    /** One wait that has begun. */
    interface Pending {
        /**
         * Ends it soon with {@link Outcome#ALERTED}, unless something else ends it first. Any
         * thread, any time.
         */
        void cancel();
    }

    /**
     * Who hears how a wait ended: on the thread that many waits share, so it must not block, nor
     * call what it does not know.
     */
    interface Ending {
        /**
         * The wait has ended.
         *
         * @param outcome as of {@link Waiter#await}
         * @param surplus further wakes; valid during the call only
         * @return false for the wait to go on: there was nothing to report
         */
        boolean ended(int outcome, SurplusWakes surplus);

        /** The wait has ended by an error, and goes on in no case. */
        void failed(Throwable failure);
    }
}
