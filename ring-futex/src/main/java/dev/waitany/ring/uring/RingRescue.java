/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.uring;

import dev.waitany.linux.Guards;

/**
 * Brings a ring to rest after an exception: no entry is queued, and the kernel holds none.
 *
 * <p>The steps:
 *
 * <ol>
 *   <li>Withdraw the entries that the kernel has not taken. A later enter would submit them.
 *   <li>Cancel the others, and read their completions. Repeat what fails.
 *   <li>If that fails again and again, {@linkplain Ring#shut() shut} the ring, and read what it has
 *       completed. The caller closes it, and wakes a waiter of each word whose completion is
 *       missing: that word's wake may have been consumed.
 * </ol>
 *
 * <p>Only for rings on which every entry completes once.
 */
public final class RingRescue {
    /** Failures after which the ring is shut. */
    private static final int MOST_FAILURES = 8;

    private static final long LIMIT = 1_000_000_000; // ns, of one wait for completions

    private RingRescue() {}

    /**
     * Brings a ring to rest. Called by its owner. Throws nothing that {@code reap} does not throw
     * each time.
     *
     * @param cancel the user_data of the cancels that are added
     * @param reap reads and consumes all available completions
     * @return whether the ring can be used again; otherwise it is {@linkplain Ring#isShut() shut},
     *     and the completions that it has made were read
     */
    public static boolean rest(Ring ring, long cancel, Runnable reap) {
        for (int failures = 0; failures < MOST_FAILURES && !ring.isShut(); failures++) {
            try {
                ring.submissions().withdraw(RingRescue::ignore);
                drain(ring, cancel, reap);
                return true;
            } catch (Throwable again) {
                // The next attempt, or the shut ring, decides. The caller throws the first failure.
            }
        }
        ring.shut();
        reap.run();
        return false;
    }

    /** The caller counts completions, so entries without one concern nobody. */
    private static void ignore(long userData) {}

    private static void drain(Ring ring, long cancel, Runnable reap) {
        reap.run();
        int idle = 0;
        while (ring.outstanding() > 0) {
            if (ring.submissions().pending() == 0) {
                ring.submissions().cancelEverything(cancel);
            }
            ring.enter(ring.outstanding(), LIMIT, Guards.NONE);
            idle = ring.hasCompletions() ? 0 : idle + 1;
            if (idle > MOST_FAILURES) {
                throw new IllegalStateException("cancels without effect");
            }
            reap.run();
        }
    }
}
