/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.poller;

import dev.waitany.linux.Guards;
import dev.waitany.ring.uring.Ring;
import java.util.function.LongConsumer;

/** One of a poller's rings, with pending waits or armed sets. Used by the poller's thread only. */
abstract sealed class WatchedRing implements AutoCloseable permits ArmedRing, PollerRing {
    private final int number;
    private final Ring ring;

    /**
     * @param number the ring's number among the poller's rings
     * @param ring {@link #close} closes it
     */
    WatchedRing(int number, Ring ring) {
        this.number = number;
        this.ring = ring;
    }

    /** Returns the ring's number among the poller's rings. */
    final int number() {
        return number;
    }

    final Ring ring() {
        return ring;
    }

    /**
     * Reads completions.
     *
     * @param ended receives the waits that have ended
     * @param others receives the user_data of completions that belong to no wait or set
     */
    abstract void reap(ItemList<PolledWait> ended, LongConsumer others);

    /** Ignores a cancel that found nothing to cancel. */
    static void ignore(long userData) {}

    /** Tells whether entries are to be submitted, or completions fetched that found no room. */
    final boolean needsEnter() {
        return ring.submissions().pending() > 0 || ring.submissions().completionsOverflow();
    }

    /** Enters the ring, and reads completions until there are none and all is submitted. */
    final void enterAndReap(ItemList<PolledWait> ended) {
        ring.enter(0, 0, Guards.NONE);
        reap(ended, WatchedRing::ignore);
        while (needsEnter() || ring.hasCompletions()) { // a completion may cause cancels
            if (needsEnter()) {
                ring.enter(0, 0, Guards.NONE);
            }
            reap(ended, WatchedRing::ignore);
        }
    }

    /** Notes that an entry was withdrawn before the kernel took it. */
    abstract void withdrawn(long userData);

    /** Cancels again what could not be cancelled, and what is on words of closed arenas. */
    abstract void stopAgain();

    /** Cancels everything that is pending. */
    abstract void cancelAll();

    /**
     * Shuts and closes the ring when it cannot be entered any more. The kernel holds no word
     * afterwards. What a wake may have been consumed for is woken again.
     */
    abstract void abandon(ItemList<PolledWait> ended, Throwable failure);

    /** Shuts the ring, reads what it has completed, and closes it. */
    final void shutAndReap(ItemList<PolledWait> ended) {
        ring.submissions().withdraw(this::withdrawn);
        ring.shut();
        reap(ended, WatchedRing::ignore);
        ring.closeShut();
    }

    @Override
    public void close() {
        ring.close();
    }
}
