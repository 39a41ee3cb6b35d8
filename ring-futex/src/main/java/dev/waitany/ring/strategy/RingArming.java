/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.strategy;

import dev.waitany.Deadline;
import dev.waitany.WaitSet;
import dev.waitany.linux.ArenaCounts;
import dev.waitany.linux.Errno;
import dev.waitany.linux.FutexHash;
import dev.waitany.linux.Guards;
import dev.waitany.ring.entries.UserData;
import dev.waitany.ring.uring.AlertableWait;
import dev.waitany.ring.uring.CompletionQueue;
import dev.waitany.ring.uring.Ring;
import dev.waitany.ring.uring.RingCalls;
import dev.waitany.ring.uring.RingMode;
import dev.waitany.ring.uring.RingTimer;
import dev.waitany.spi.Arming;
import dev.waitany.spi.Outcome;
import dev.waitany.spi.SurplusWakes;
import java.lang.foreign.Arena;
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
 * hands out every armed word in addition. {@link WordStates} has the state of each word. {@code
 * pending} counts the entries whose completions are to come: waits, the canary, cancels and the
 * timer. {@link #close} returns when it is 0, so that every wake was read. A wake whose word no
 * call has delivered is undelivered, and the caller forwards it.
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

    private final WaitSet set;
    private final Arena arena = Arena.ofShared();
    private final Ring ring;
    private final AlertableWait wait;
    private final RingTimer timer;
    private final Canary canary = new Canary(arena);
    private final ArenaCounts arenas = new ArenaCounts();
    private final WordStates words;
    private int pending; // completions to come, of any kind
    private int cancels; // of these, cancels
    private boolean timing; // of these, the timer
    private boolean expired; // the timer, in this call
    private @Nullable String failure; // of a completion; thrown when all are read

    RingArming(WaitSet set, RingCalls calls) {
        this.set = set;
        int entries = Math.clamp(2L * Integer.highestOneBit(set.size()), MIN_ENTRIES, MAX_ENTRIES);
        this.ring = Ring.openPatiently(entries, RingMode.DEFERRED, calls);
        FutexHash.makeRoomFor(set.size());
        this.wait = new AlertableWait(ring);
        this.timer = new RingTimer(arena);
        this.words = new WordStates(set.size());
        for (int i = 0; i < set.size(); i++) {
            arenas.add(set.word(i).segment());
            rearm(i);
        }
    }

    @Override
    public int await(Deadline deadline) {
        int next = poll();
        if (next != Outcome.TIMED_OUT) {
            return next;
        }
        addEntries();
        return deadline.hasPassed() ? reapOnce() : block(deadline);
    }

    @Override
    public int poll() {
        reap();
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
        words.remove(index, undelivered);
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
        if (pending > 0) {
            ring.reserve();
            ring.submissions().cancelEverything(UserData.CANCEL);
            expectCancel();
            while (pending > 0) {
                ring.enter(pending, Ring.FOREVER, Guards.NONE);
                reap();
            }
        }
        words.addUndelivered(undelivered);
        ring.close();
        arena.close();
    }

    @Override
    public void abandon(SurplusWakes suspects) {
        ring.close();
        canary.awaitEnd();
        arena.close();
        words.addArmed(suspects);
        words.addUndelivered(suspects);
    }

    private int block(Deadline deadline) {
        timing = timer.start(ring, deadline, UserData.TIMER);
        pending += timing ? 1 : 0;
        expired = false;
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
        ring.reserve();
        ring.submissions().cancel(userData, UserData.CANCEL);
        expectCancel();
        while (cancels > 0 || isPending(userData)) {
            ring.enter(1, Ring.FOREVER, Guards.NONE);
            reap();
        }
    }

    private void expectCancel() {
        cancels++;
        pending++;
    }

    private boolean isPending(long userData) {
        return userData == UserData.TIMER ? timing : words.isArmed((int) userData);
    }

    private void addEntries() {
        if (canary.arm(ring)) {
            pending++;
        }
        while (words.wantArming()) {
            ring.reserve(); // if it throws, the word is still to be armed
            int index = words.arm();
            ring.submissions().futexWait(set.word(index), set.expected(index), set.bitset(), index);
            pending++;
        }
    }

    private void reap() {
        CompletionQueue completions = ring.completions();
        int available = completions.available();
        for (int i = 0; i < available; i++) {
            completed(completions.userData(i), completions.result(i));
        }
        completions.consume(available);
        pending -= available;
        if (failure != null) {
            String what = failure;
            failure = null;
            throw new IllegalStateException(what);
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
        words.ended(index);
        if (result != -Errno.ECANCELED) {
            failure = "io_uring FUTEX_WAIT on word " + index + ": " + Errno.name(result);
        }
    }
}
