/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.poller;

import dev.waitany.WaitSet;
import dev.waitany.ring.entries.CompletionTally;
import dev.waitany.ring.entries.EntryForm;
import dev.waitany.ring.uring.AddressWake;
import dev.waitany.spi.SurplusWakes;

/**
 * Tells waits how they ended. A wake is never lost to an exception: if the wait cannot be told of
 * it, it is passed on to another waiter of the word. A wait that cannot be told at all, because
 * memory has run out, is told later. Used by the poller's thread only.
 */
final class Endings {
    private final SurplusWakes inferred = new SurplusWakes();
    private final ItemList<PolledWait> untold = new ItemList<>();
    private int count; // of these

    /**
     * Tells a wait that has left its ring how it ended.
     *
     * @return false if it had nothing to report, and goes on
     */
    boolean tell(PolledWait wait) {
        EntryForm form = wait.leave().form();
        inferred.clear();
        SurplusWakes surplus = wait.surplus == null ? inferred : wait.surplus;
        wait.surplus = null;
        Throwable failure = wait.failure;
        int woken = -1;
        if (failure == null || wait.tally.hasWoken()) {
            try {
                woken = wait.tally.outcome(form, wait.set, surplus);
                passOnClosed(wait.set, woken, surplus, form);
                if (wait.ending.ended(woken, surplus)) {
                    return true;
                }
                if (failure == null) {
                    return false;
                }
            } catch (Throwable thrown) { // it concerns this wait only
                failure = thrown;
            }
        } else {
            wait.tally.giveUp(form, wait.set, surplus);
        }
        if (woken >= 0) {
            CompletionTally.add(wait.set, woken, surplus);
        }
        fail(wait, failure, surplus, form);
        return true;
    }

    /** Tells a wait that it has failed, with the wakes that it has consumed, now or later. */
    private void fail(PolledWait wait, Throwable failure, SurplusWakes consumed, EntryForm form) {
        try {
            wait.ending.failed(failure, consumed); // which forwards them
        } catch (Throwable later) {
            for (int i = 0; i < consumed.count(); i++) {
                passOn(wait.set, consumed.get(i), form);
            }
            untold(wait, failure);
        }
    }

    /**
     * Passes on the wakes of words whose arenas are closed: they may have been meant for the next
     * owners of the memory.
     */
    private static void passOnClosed(WaitSet set, int woken, SurplusWakes surplus, EntryForm form) {
        if (woken >= 0) {
            passOnIfClosed(set, woken, form);
        }
        for (int i = 0; i < surplus.count(); i++) {
            passOnIfClosed(set, surplus.get(i), form);
        }
    }

    private static void passOnIfClosed(WaitSet set, int index, EntryForm form) {
        if (!set.word(index).segment().scope().isAlive()) {
            passOn(set, index, form);
        }
    }

    private static void passOn(WaitSet set, int index, EntryForm form) {
        AddressWake.wake(set.word(index), form.mostWakes(), set.bitset());
    }

    /** Tells a wait that has consumed no wake that it has failed, now or later. */
    void fail(PolledWait wait, Throwable failure) {
        try {
            wait.ending.failed(failure);
        } catch (Throwable later) {
            untold(wait, failure);
        }
    }

    private void untold(PolledWait wait, Throwable failure) {
        wait.failure = failure;
        untold.add(wait);
        count++;
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
