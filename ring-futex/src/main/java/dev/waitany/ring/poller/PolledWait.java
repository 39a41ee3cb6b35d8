/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.poller;

import dev.waitany.Deadline;
import dev.waitany.WaitSet;
import dev.waitany.linux.ArenaCounts;
import dev.waitany.ring.entries.CompletionTally;
import dev.waitany.ring.entries.EntryForm;
import dev.waitany.ring.uring.AddressWake;
import dev.waitany.spi.PendingWaits;
import dev.waitany.spi.SurplusWakes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One pending wait on a poller's rings.
 *
 * <p>It reaches the poller through the inbox: to begin, and again if it is cancelled. Only the
 * poller's thread uses its fields, except where stated. See {@link PollLoop} for its states.
 */
final class PolledWait extends Inbox.Item implements PendingWaits.Pending {
    final WaitSet set;
    final Deadline deadline;
    final PendingWaits.Ending ending;
    private final Poller poller;

    /**
     * Written by a cancelling thread before it puts the wait into the inbox; read by the poller
     * after it has taken the wait out.
     */
    private volatile boolean cancelled;

    final CompletionTally tally = new CompletionTally();
    @Nullable SurplusWakes surplus; // allocated for the second woken word, which is rare
    @Nullable PollerRing pollerRing; // while it is pending
    private boolean met;
    int slot;
    int place = DeadlineQueue.NOWHERE;
    boolean stopping; // its entries are being cancelled
    boolean toStop; // they are to be cancelled; repeated if that was refused
    @Nullable Throwable failure; // why it ends without an outcome, unless it was woken

    PolledWait(Poller poller, WaitSet set, Deadline deadline, PendingWaits.Ending ending) {
        this.poller = poller;
        this.set = set;
        this.deadline = deadline;
        this.ending = ending;
        queue(); // by the thread that begins it
    }

    @Override
    public void cancel() {
        cancelled = true;
        if (queue()) {
            poller.receive(this);
        } else {
            poller.ring(); // again, in case that this failed when the wait was passed on
        }
    }

    /** Tells whether the poller meets the wait for the first time. */
    boolean isNew() {
        boolean first = !met;
        met = true;
        return first;
    }

    void enter(PollerRing on, int at) {
        pollerRing = on;
        slot = at;
        stopping = false;
    }

    /** Notes that the wait is no longer pending; returns the ring it was pending on. */
    PollerRing leave() {
        toStop = false;
        PollerRing was = Objects.requireNonNull(pollerRing, "a wait that is not pending");
        pollerRing = null;
        return was;
    }

    /** Tells whether all arenas of the words are open. */
    boolean isAlive() {
        for (int i = 0; i < set.size(); i++) {
            if (!set.word(i).segment().scope().isAlive()) {
                return false;
            }
        }
        return true;
    }

    /** Takes the arenas of the first words off the counts. */
    void release(ArenaCounts arenas, int words) {
        for (int i = 0; i < words; i++) {
            arenas.remove(set.word(i).segment());
        }
    }

    /** If the arena of a word is closed, lets the wait fail and be stopped. */
    void stopIfClosed() {
        if (failure == null && !isAlive()) {
            failure =
                    new IllegalStateException(
                            "the arena of a word was closed while a wait was pending on it");
            toStop = true;
        }
    }

    /** For a wait whose completions never came: nobody knows which wakes it consumed. */
    void wakeAll(EntryForm form) {
        for (int i = 0; i < set.size(); i++) {
            AddressWake.wake(set.word(i), form.mostWakes(), set.bitset());
        }
    }

    boolean isCancelled() {
        return cancelled;
    }
}
