/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.poller;

import dev.waitany.spi.SurplusWakes;

/**
 * Tells waits how they ended. A wake is never lost to an exception: if the wait cannot be told of
 * it, it is passed on to another waiter of the word. A wait that cannot be told at all, because
 * memory has run out, is told later. Used by the poller's thread only.
 */
final class Endings {
    private final SurplusWakes inferred = new SurplusWakes();
    private final WaitList untold = new WaitList();
    private int count; // of these

    /**
     * Tells a wait that has left its ring how it ended.
     *
     * @return false if it had nothing to report, and goes on
     */
    boolean tell(PolledWait wait) {
        PollerRing pollerRing = wait.leave();
        inferred.clear();
        SurplusWakes surplus = wait.surplus == null ? inferred : wait.surplus;
        wait.surplus = null;
        Throwable failure = wait.failure;
        int woken = -1;
        if (failure == null || wait.tally.hasWoken()) {
            try {
                int outcome = pollerRing.outcome(wait, surplus);
                woken = outcome;
                pollerRing.passOn(wait, woken, surplus, false);
                if (wait.ending.ended(outcome, surplus)) {
                    return true;
                }
                if (failure == null) {
                    return false;
                }
            } catch (Throwable thrown) { // it concerns this wait only
                failure = thrown;
            }
        } else {
            pollerRing.giveUp(wait, surplus);
        }
        pollerRing.passOn(wait, woken, surplus, true);
        fail(wait, failure);
        return true;
    }

    /** Tells a wait that it has failed, now or later. */
    void fail(PolledWait wait, Throwable failure) {
        try {
            wait.ending.failed(failure);
        } catch (Throwable later) {
            wait.failure = failure;
            untold.add(wait);
            count++;
        }
    }

    /** Tells whether a wait has ended and could not be told. */
    boolean areUntold() {
        return count > 0;
    }

    /** Tries again to tell the waits that could not be told. */
    void tellAgain() {
        for (int i = count; i > 0; i--) {
            PolledWait wait = untold.poll();
            Throwable failure = wait == null ? null : wait.failure;
            if (wait != null && failure != null) {
                count--;
                fail(wait, failure);
            }
        }
    }
}
