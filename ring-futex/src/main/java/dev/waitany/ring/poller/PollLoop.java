/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.poller;

import dev.waitany.Deadline;
import dev.waitany.linux.ArenaCounts;
import dev.waitany.ring.uring.Ring;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
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
 *
 * <p><b>Exceptions.</b> If a wait cannot begin, it fails alone. Every other step can be repeated
 * after an exception: a wait is always in exactly one list or slot, no step needs memory once a
 * completion was read, and cancels that were refused are noted ({@code toStop}). If memory has run
 * out, the loop pauses and goes on. If the rings refuse again and again, the loop ends every wait
 * and the {@link PollerGroup} starts another poller.
 */
final class PollLoop {
    /** Failures in a row after which the rings are given up. */
    private static final int MOST_FAILURES = 20;

    /** How long to wait before a step is repeated that was refused. */
    private static final long PAUSE = 2_000_000; // ns

    private final PollerRings rings;
    private final Inbox inbox;
    private final Doorbell doorbell;
    private final ItemList<PolledWait> ended = new ItemList<>();
    private final DeadlineQueue deadlines = new DeadlineQueue();
    private final ArenaCounts arenas; // of the words that the kernel has, or is about to get
    private final ArmedSetService armed;
    private final Endings endings;
    private final InboxRounds rounds;
    private final LongConsumer others = this::completed;
    private Inbox.@Nullable Item taken; // out of the inbox, the newest; not looked at yet
    private long pending; // waits that have begun and have not left
    private boolean closing;
    private boolean toCancelAll;

    PollLoop(PollerRings rings, Inbox inbox, Doorbell doorbell) {
        this.rings = rings;
        this.arenas = rings.arenas();
        this.armed = new ArmedSetService(rings);
        this.inbox = inbox;
        this.doorbell = doorbell;
        this.endings = new Endings();
        this.rounds = new InboxRounds(rings.yields());
    }

    /** Returns when the poller was asked to close and all waits have ended. */
    void run() {
        for (int failures = 0; isNeeded(); ) {
            try {
                step();
                failures = 0;
            } catch (OutOfMemoryError full) { // of the heap; it passes
                recover();
            } catch (Throwable failure) {
                if (++failures > MOST_FAILURES) {
                    giveUp(failure);
                    return;
                }
                recover();
            }
        }
        letGoOfArmedSets();
    }

    /**
     * Usually there are none: the armed sets of a {@code WaitAny} are closed before its pollers.
     */
    private void letGoOfArmedSets() {
        rings.abandonArmed(ended);
        armed.refuse();
    }

    private boolean isNeeded() {
        return !closing || pending > 0 || taken != null || endings.areUntold();
    }

    private void step() {
        rings.reap(ended);
        deliver();
        visitInbox();
        expire();
        armed.serve();
        rings.enter(ended);
        armed.answer();
        deliver();
        if (isNeeded() && (closing || !rounds.again(inbox))) {
            block();
        }
    }

    /** Pauses, and repeats the cancels that the failure may have prevented. */
    private void recover() {
        try {
            LockSupport.parkNanos(this, PAUSE);
            rings.stopAgain();
        } catch (Throwable again) {
            // the next step meets it too, and counts it
        }
    }

    private void visitInbox() {
        take();
        if (inbox.isCloseRequested() && !closing) {
            closing = true;
            toCancelAll = true;
            taken = inbox.close();
        } else {
            taken = inbox.takeAll();
        }
        take();
        if (toCancelAll) {
            rings.cancelAll();
            toCancelAll = false;
        }
    }

    private void take() {
        for (Inbox.Item item = taken; item != null; item = taken) {
            taken = Inbox.older(item);
            if (item instanceof ArmedWords set) {
                armed.add(set);
            } else if (item instanceof PolledWait wait) {
                take(wait);
            }
        }
    }

    private void take(PolledWait wait) {
        wait.taken(); // from now on, a cancel puts it into the inbox again
        if (wait.isNew()) {
            start(wait);
        } else {
            rings.cancelRest(wait);
        }
    }

    /** Begins a wait. If that is refused, the wait fails, and no other does. */
    private void start(PolledWait wait) {
        int held = 0;
        try {
            for (; held < wait.set.size(); held++) {
                arenas.add(wait.set.word(held).segment());
            }
            if (!wait.isAlive()) {
                throw new IllegalStateException("the arena of a word is closed");
            }
            if (wait.deadline.kind() == Deadline.Kind.MONOTONIC) {
                deadlines.add(wait);
            }
            rings.begin(wait);
        } catch (Throwable refused) {
            deadlines.remove(wait);
            wait.release(arenas, held);
            endings.fail(wait, refused);
            return;
        }
        pending++;
        if (wait.isCancelled() || closing || wait.toStop) {
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
        for (PolledWait wait = ended.poll(); wait != null; wait = ended.poll()) {
            pending--;
            deadlines.remove(wait);
            wait.release(arenas, wait.set.size());
            if (!endings.tell(wait)) {
                start(wait);
            }
        }
        endings.tellAgain();
    }

    private void block() {
        rings.watch();
        PollerRing first = rings.first();
        doorbell.arm(first.ring());
        doorbell.sleep(); // before the look into the inbox
        try {
            boolean busy =
                    (!closing && inbox.wantsAttention()) || rings.wantVisit() || armed.hasWork();
            long limit = deadlines.remaining();
            limit = endings.areUntold() ? Math.min(PAUSE, limit) : limit;
            enter(first.ring(), busy ? 0 : limit);
        } finally {
            doorbell.awake();
        }
        first.reap(ended, others);
    }

    /**
     * Enters the first ring. If an arena was closed while this thread ran Java code, nothing could
     * refuse that, and the call is refused. Then the waits on words of that arena are cancelled at
     * once. If one of them has consumed a wake meanwhile, it is passed on when the wait ends.
     */
    private void enter(Ring ring, long nanos) {
        try {
            ring.enter(1, nanos, arenas.guards());
        } catch (IllegalStateException refused) { // before the system call, if an arena is closed
            if (arenas.areOpen()) {
                throw refused;
            }
            arenas.forgetClosed();
            rings.stopAgain();
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

    /** Ends every wait, as the rings cannot be used any more. */
    private void giveUp(Throwable failure) {
        closing = true;
        Inbox.Item rest = inbox.close(); // from now on the group starts another poller
        rings.abandon(ended, failure);
        armed.refuse();
        refuse(taken, failure);
        refuse(rest, failure);
        for (PolledWait wait = ended.poll(); wait != null; wait = ended.poll()) {
            if (!endings.tell(wait)) {
                endings.fail(wait, failure);
            }
        }
        while (endings.areUntold()) {
            LockSupport.parkNanos(this, PAUSE);
            endings.tellAgain();
        }
    }

    private void refuse(Inbox.@Nullable Item newest, Throwable failure) {
        for (Inbox.Item item = newest; item != null; ) {
            Inbox.Item older = Inbox.older(item);
            if (item instanceof ArmedWords set) {
                armed.refuse(set);
            } else if (item instanceof PolledWait wait && wait.isNew()) {
                endings.fail(wait, failure);
            }
            item = older;
        }
    }
}
