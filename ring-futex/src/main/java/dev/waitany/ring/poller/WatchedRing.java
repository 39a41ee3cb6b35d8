/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.poller;

import dev.waitany.ring.uring.Ring;
import java.util.function.LongConsumer;

/** One of a poller's rings, with pending waits or armed sets. Used by the poller's thread only. */
interface WatchedRing extends AutoCloseable {
    /** Returns the ring's number among the poller's rings. */
    int number();

    Ring ring();

    /**
     * Reads completions.
     *
     * @param ended receives the waits that have ended
     * @param others receives the user_data of completions that belong to no wait or set
     */
    void reap(ItemList<PolledWait> ended, LongConsumer others);

    /** Cancels again what could not be cancelled, and what is on words of closed arenas. */
    void stopAgain();

    /** Cancels everything that is pending. */
    void cancelAll();

    /**
     * Shuts and closes the ring when it cannot be entered any more. The kernel holds no word
     * afterwards. What a wake may have been consumed for is woken again.
     */
    void abandon(ItemList<PolledWait> ended, Throwable failure);

    @Override
    void close();
}
