/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.strategy;

import dev.waitany.Deadline;
import dev.waitany.WaitSet;
import dev.waitany.linux.ArenaCounts;
import dev.waitany.linux.Errno;
import dev.waitany.linux.FutexHash;
import dev.waitany.linux.Guards;
import dev.waitany.ring.entries.UserData;
import dev.waitany.ring.entries.WordStates;
import dev.waitany.ring.uring.AddressWake;
import dev.waitany.ring.uring.AlertableWait;
import dev.waitany.ring.uring.CompletionQueue;
import dev.waitany.ring.uring.Ring;
import dev.waitany.ring.uring.RingCalls;
import dev.waitany.ring.uring.RingMode;
import dev.waitany.ring.uring.RingRescue;
import dev.waitany.ring.uring.RingTimer;
import dev.waitany.ring.uring.StackRoom;
import dev.waitany.spi.Arming;
import dev.waitany.spi.Outcome;
import dev.waitany.spi.SurplusWakes;
import java.lang.foreign.Arena;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * An armed set on a ring: each word has a wait, which stays with the kernel until it completes.
 *
 * <p>A call re-arms the word that ended the last call, and reads completions. It costs one entry
 * and one completion, whatever the number of words.
 *
 * <p><b>A call</b> passes through these steps, and the first one with a result ends it:
 *
 * <ol>
 *   <li>Read the completions that are in the queue. Deliver the word that was ready first.
 *   <li>Look at the words to arm. Deliver one that is changed.
 *   <li>Add the entries of the words to arm. If the deadline has passed, reap without blocking.
 *   <li>Block until a completion, the deadline, or an alert; then read and deliver as above. A
 *       timer that is left over is cancelled before the call returns, as the next call uses its
 *       user_data.
 * </ol>
 *
 * <p><b>Accounts.</b> No wake is lost. Each consumed wake is a completion. Each completion makes
 * its word ready. Each ready word is delivered or, if it was woken, handed out as undelivered by
 * {@link #disarm} and {@link #close}. Only {@link #abandon} cannot read the completions, so it
 * hands out every armed word in addition. {@link WordStates} has the state of each word. Each entry
 * completes once: waits, the canary, cancels and the timer. {@link #close} returns when all have,
 * so that every wake was read.
 *
 * <p><b>Exceptions.</b> If a call throws, the entries that the kernel has not taken are withdrawn,
 * and their words are armed by the next call. Words whose arenas are closed are taken from the
 * kernel. If the ring cannot be used any more, the next call opens another one and arms all words
 * there.
 *
 * <p><b>Threads.</b> The thread that armed the set owns the ring. Others may only {@link #alert}.
 * When the owner makes no call, another thread may {@link #abandon} the set: it closes the ring,
 * whose completions it cannot read, and waits until the {@link Canary} says that the waits are
 * gone.
 */
final class RingArming implements Arming {
    private static final int MIN_ENTRIES = 16;

    /** Twice as many completions fit before the kernel keeps an overflow list. */
    private static final int MAX_ENTRIES = 4096;

    /** Failed attempts to cancel after which the ring is given up. */
    private static final int MOST_FAILURES = 8;

    private static final int NONE = -1;

    private final WaitSet set;
    private final RingCalls calls;
    private final int entries;
    private final Arena arena = Arena.ofShared();
    private final StackRoom stack = new StackRoom();
    private final AlertableWait wait;
    private final RingTimer timer;
    private final Canary canary;
    private final ArenaCounts arenas = new ArenaCounts();
    private final WordStates words;
    private final LongConsumer withdrawn = this::withdrawn;
    private final Runnable reap = this::reapAll;
    private Ring ring; // shut if it failed: the next call opens another
    private int cancels; // cancels whose completions are to come
    private boolean timing; // the timer's completion is to come
    private boolean expired; // the timer, in this call
    private int failedWord = NONE; // thrown when all completions are read
    private int failure; // its errno

    RingArming(WaitSet set, RingCalls calls) {
        this.set = set;
        this.calls = calls;
        this.entries = Math.clamp(2L * Integer.highestOneBit(set.size()), MIN_ENTRIES, MAX_ENTRIES);
        @Nullable Ring opened = null;
        try {
            this.canary = new Canary(arena);
            this.timer = new RingTimer(arena);
            this.words = new WordStates(set.size());
            opened = open();
            this.ring = opened;
            this.wait = new AlertableWait(opened);
            FutexHash.makeRoomFor(set.size());
            for (int i = 0; i < set.size(); i++) {
                arenas.add(set.word(i).segment());
                words.toArm(i);
            }
        } catch (Throwable failed) {
            close(opened);
            throw failed;
        }
    }

    @Override
    public int await(Deadline deadline) {
        try {
            reopen();
            int next = poll();
            if (next != Outcome.TIMED_OUT) {
                return next;
            }
            stack.check(); // nothing was given to the kernel yet
            addEntries();
            return deadline.hasPassed() ? reapOnce() : block(deadline);
        } catch (Throwable failed) {
            settle();
            throw failed;
        }
    }

    @Override
    public int poll() {
        if (!ring.isShut()) {
            reap();
        }
        if (words.haveReady()) {
            return words.deliver();
        }
        int changed = words.takeChanged(set);
        return changed >= 0 ? Outcome.changed(changed) : Outcome.TIMED_OUT;
    }

    @Override
    public void rearm(int index) {
        words.toArm(index);
    }

    @Override
    public void added(int index) {
        if (index >= words.room()) {
            int room = Math.max(index + 1, 2 * words.room());
            words.grow(room);
            FutexHash.makeRoomFor(room);
        }
        arenas.add(set.word(index).segment());
        rearm(index);
    }

    @Override
    public void disarm(int index, SurplusWakes undelivered) {
        if (words.isArmed(index)) {
            cancel(index);
        }
        words.remove(index, set, undelivered);
        arenas.remove(set.word(index).segment());
    }

    @Override
    public boolean isArmed(int index) {
        return !words.isIdle(index);
    }

    @Override
    public void alert() {
        wait.alert();
    }

    @Override
    public void close(SurplusWakes undelivered) {
        try {
            if (!ring.isShut() && !RingRescue.rest(ring, UserData.CANCEL, reap)) {
                ring.closeShut();
                words.addArmed(set, undelivered); // nobody knows whether they were woken
            }
        } finally {
            try {
                words.addUndelivered(set, undelivered);
            } finally {
                close(ring);
            }
        }
    }

    @Override
    public void abandon(SurplusWakes suspects) {
        try {
            ring.close();
            canary.awaitEnd();
        } finally {
            try {
                words.addArmed(set, suspects);
                words.addUndelivered(set, suspects);
            } finally {
                close(ring);
            }
        }
    }

    private Ring open() {
        return Ring.openPatiently(entries, RingMode.DEFERRED, calls);
    }

    private void reopen() {
        if (ring.isShut()) {
            ring = open();
            wait.use(ring);
        }
    }

    private void close(@Nullable Ring last) {
        try {
            if (last != null) {
                last.close();
            }
        } finally {
            arena.close();
        }
    }

    /** Brings the accounts and the kernel into agreement after an exception. */
    private void settle() {
        if (ring.isShut()) {
            return;
        }
        ring.submissions().withdraw(withdrawn);
        stopTimer();
        if (!arenas.areOpen()) {
            arenas.forgetClosed();
            cancelClosed();
        }
    }

    /** An entry of a failed call that the kernel has not taken. */
    private void withdrawn(long userData) {
        if (UserData.isEntry(userData)) {
            words.toArm((int) userData);
        } else if (userData == UserData.TIMER) {
            timing = false;
        } else if (userData == UserData.CANCEL) {
            cancels--;
        } else {
            canary.forget();
        }
    }

    /**
     * Takes the words of closed arenas from the kernel. A wake that one of them has consumed is
     * passed on: it may have been meant for the next owner of the memory.
     */
    private void cancelClosed() {
        for (int i = 0; i < words.room(); i++) {
            if (words.isArmed(i) && !set.word(i).segment().scope().isAlive()) {
                cancel(i);
                if (words.isWoken(i)) {
                    AddressWake.wake(set.word(i), 1, set.bitset());
                }
            }
        }
    }

    private int block(Deadline deadline) {
        expired = false;
        timing = timer.start(ring, deadline, UserData.TIMER);
        while (true) {
            AlertableWait.End end = wait.block(deadline, arenas.guards());
            reap();
            boolean alerted = wait.wasAlerted() || end == AlertableWait.End.ALERTED;
            if (words.haveReady() || expired || alerted || end == AlertableWait.End.PASSED) {
                stopTimer();
                return words.haveReady()
                        ? words.deliver()
                        : alerted ? Outcome.ALERTED : Outcome.TIMED_OUT;
            }
        }
    }

    /** Submits, and makes the deferred completions, without blocking. */
    private int reapOnce() {
        ring.enter(0, 0, Guards.NONE);
        reap();
        return words.haveReady() ? words.deliver() : Outcome.TIMED_OUT;
    }

    /** Cancels the timer before the next call can start one, as both have the same user_data. */
    private void stopTimer() {
        if (timing) {
            cancel(UserData.TIMER);
        }
    }

    /** Returns when both the cancel and its target have completed. */
    private void cancel(long userData) {
        for (int failures = 0; failures < MOST_FAILURES; failures++) {
            try {
                tryCancel(userData);
                return;
            } catch (Throwable again) { // the next attempt, or the shut ring, decides
                ring.submissions().withdraw(withdrawn);
            }
        }
        shut();
    }

    private void tryCancel(long userData) {
        ring.reserve();
        ring.submissions().cancel(userData, UserData.CANCEL);
        cancels++;
        while (cancels > 0 || isPending(userData)) {
            ring.enter(1, Ring.FOREVER, Guards.NONE);
            reapAll();
        }
    }

    /** Gives the ring up. All words that it held are armed again by the next call. */
    private void shut() {
        try {
            ring.shut();
            reapAll();
            ring.closeShut();
            canary.awaitEnd();
        } finally {
            for (int i = 0; i < words.room(); i++) {
                if (words.isArmed(i)) { // nobody knows whether it was woken
                    AddressWake.wake(set.word(i), 1, set.bitset());
                    words.toArm(i);
                }
            }
            cancels = 0;
            timing = false;
            canary.forget();
        }
    }

    private boolean isPending(long userData) {
        return userData == UserData.TIMER ? timing : words.isArmed((int) userData);
    }

    private void addEntries() {
        canary.arm(ring);
        while (words.wantArming()) {
            ring.reserve(); // if it throws, the word is still to be armed
            int index = words.nextToArm();
            ring.submissions().futexWait(set.word(index), set.expected(index), set.bitset(), index);
            words.armed();
        }
    }

    private void reap() {
        reapAll();
        if (failedWord != NONE) {
            String what = "io_uring FUTEX_WAIT on word " + failedWord + ": " + Errno.name(failure);
            failedWord = NONE;
            throw new IllegalStateException(what);
        }
    }

    /** Reads the completions, one by one. Allocates nothing, so that none is lost. */
    private void reapAll() {
        CompletionQueue completions = ring.completions();
        for (int i = completions.available(); i > 0; i--) {
            long userData = completions.userData(0);
            int result = completions.result(0);
            completions.consume(1);
            completed(userData, result);
        }
    }

    private void completed(long userData, int result) {
        if (userData == UserData.TIMER) {
            expired |= RingTimer.hasExpired(result);
            timing = false;
            return;
        }
        if (!UserData.isEntry(userData)) {
            cancels -= userData == UserData.CANCEL ? 1 : 0;
            return;
        }
        int index = (int) userData;
        if (result == 0 || result == -Errno.EAGAIN) {
            words.completed(index, result == 0);
            return;
        }
        words.toArm(index);
        if (result != -Errno.ECANCELED) {
            failedWord = index;
            failure = -result;
        }
    }
}
