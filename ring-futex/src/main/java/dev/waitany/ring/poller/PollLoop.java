/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.poller;

import dev.waitany.Deadline;
import dev.waitany.linux.ArenaCounts;
import dev.waitany.ring.uring.Ring;
import dev.waitany.spi.SurplusWakes;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * What a poller's thread does.
 *
 * <p>A pending wait goes through these states. The poller's thread makes every transition; other
 * threads only put a wait into the {@link Inbox}, to begin or to be cancelled.
 *
 * <pre>
 *   in the inbox --take--> pending --an entry completes, the deadline passes, a cancel-->
 *       stopping --the last entry completes--> ended --tell--> done, or pending again
 * </pre>
 *
 * <ul>
 *   <li><b>pending</b>: the kernel has all entries of the wait, on one {@link PollerRing}.
 *   <li><b>stopping</b>: the wait's other entries are being cancelled. The kernel still holds their
 *       words, so their completions are awaited and counted.
 *   <li><b>ended</b>: the kernel holds none of the words. The {@code Ending} is told the outcome.
 *       If there was nothing to report, it declines, and the wait begins again.
 * </ul>
 *
 * <p>The thread blocks in its first ring only. That ring tells it of everything: completions of
 * waits there, further rings that became readable, and the doorbell. Before it blocks, it says that
 * it sleeps and then looks into the inbox; a visitor adds to the inbox and then looks whether the
 * poller sleeps. Both are volatile, so one of them sees the other ({@link Doorbell}).
 */
final class PollLoop {
    private final PollerRings rings;
    private final Inbox inbox;
    private final Doorbell doorbell;
    private final ArrayDeque<PolledWait> ended = new ArrayDeque<>();
    private final DeadlineQueue deadlines = new DeadlineQueue();
    private final ArenaCounts arenas = new ArenaCounts(); // of the pending waits' words
    private final SurplusWakes inferred = new SurplusWakes();
    private long pending; // waits that have begun and whose end was not told
    private boolean closing;

    PollLoop(PollerRings rings, Inbox inbox, Doorbell doorbell) {
        this.rings = rings;
        this.inbox = inbox;
        this.doorbell = doorbell;
    }

    /** Returns when the poller was asked to close and all waits have ended. */
    void run() {
        try {
            while (!closing || pending > 0) {
                visitInbox();
                expire();
                rings.visit(ended);
                deliver();
                if (!closing || pending > 0) {
                    block();
                }
            }
        } catch (Throwable failure) {
            fail(failure);
        }
    }

    private void visitInbox() {
        if (inbox.isCloseRequested() && !closing) {
            closing = true;
            take(inbox.close());
            rings.cancelAll();
        } else {
            take(inbox.takeAll());
        }
    }

    private void take(@Nullable PolledWait newest) {
        PolledWait wait = newest;
        while (wait != null) {
            PolledWait older = Inbox.older(wait);
            wait.taken(); // from now on, a cancel puts it into the inbox again
            if (wait.isNew()) {
                pending++;
                start(wait);
            } else {
                rings.cancelRest(wait);
            }
            wait = older;
        }
    }

    private void start(PolledWait wait) {
        for (int i = 0; i < wait.set.size(); i++) {
            arenas.add(wait.set.word(i).segment());
        }
        rings.begin(wait);
        if (wait.deadline.kind() == Deadline.Kind.MONOTONIC) {
            deadlines.add(wait);
        }
        if (wait.isCancelled() || closing) {
            rings.cancelRest(wait);
        }
    }

    private void expire() {
        PolledWait wait = deadlines.takePassed();
        while (wait != null) {
            wait.tally.pass();
            rings.cancelRest(wait);
            wait = deadlines.takePassed();
        }
    }

    /** Tells the ended waits' outcomes. A wait that had nothing to report begins again. */
    private void deliver() {
        PolledWait wait = ended.poll();
        while (wait != null) {
            deadlines.remove(wait);
            if (tell(wait)) {
                pending--;
            } else {
                start(wait);
            }
            wait = ended.poll();
        }
    }

    private boolean tell(PolledWait wait) {
        PollerRing pollerRing = wait.leave();
        for (int i = 0; i < wait.set.size(); i++) {
            arenas.remove(wait.set.word(i).segment());
        }
        inferred.clear();
        SurplusWakes surplus = wait.surplus == null ? inferred : wait.surplus;
        wait.surplus = null;
        try {
            return wait.ending.ended(pollerRing.outcome(wait, surplus), surplus);
        } catch (Throwable failure) { // it concerns this wait only
            wait.ending.failed(failure);
            return true;
        }
    }

    private void block() {
        rings.watch();
        PollerRing first = rings.first();
        doorbell.arm(first.ring());
        doorbell.sleep(); // before the look into the inbox
        boolean busy = (!closing && inbox.wantsAttention()) || rings.wantVisit();
        enter(first.ring(), busy ? 0 : deadlines.remaining());
        doorbell.awake();
        first.reap(ended, this::completed);
    }

    /**
     * Enters the first ring. If an arena was closed while nothing held it open, the call is
     * refused; then that arena is no longer held, and its waits report the closed arena when they
     * end.
     */
    private void enter(Ring ring, long nanos) {
        try {
            ring.enter(1, nanos, arenas.guards());
        } catch (IllegalStateException refused) { // before the system call, if an arena is closed
            if (arenas.areOpen()) {
                throw refused;
            }
            arenas.forgetClosed();
        }
    }

    /** Handles a completion on the first ring that belongs to no wait. */
    private void completed(long userData) {
        if (userData == PollerUserData.DOORBELL) {
            doorbell.rang();
        } else if (PollerUserData.isRing(userData)) {
            rings.becameReadable(PollerUserData.ringNumber(userData));
        }
    }

    /** Fails every wait, as the rings cannot be used any more. */
    private void fail(Throwable failure) {
        rings.abandon(ended);
        PolledWait wait = inbox.close();
        while (wait != null) {
            PolledWait older = Inbox.older(wait);
            if (wait.isNew()) {
                ended.add(wait);
            }
            wait = older;
        }
        ended.forEach(each -> each.ending.failed(failure));
    }
}
