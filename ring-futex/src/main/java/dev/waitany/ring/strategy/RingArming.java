/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.strategy;

import dev.waitany.Deadline;
import dev.waitany.WaitSet;
import dev.waitany.linux.ArenaCounts;
import dev.waitany.linux.FutexHash;
import dev.waitany.linux.Guards;
import dev.waitany.linux.StackRoom;
import dev.waitany.ring.entries.WordStates;
import dev.waitany.ring.uring.AddressWake;
import dev.waitany.ring.uring.AlertableWait;
import dev.waitany.ring.uring.RingCalls;
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
 *   <li>If the ring's flag says that completions can be made, enter. Read the completions that are
 *       in the queue. Deliver the word that was ready first.
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
 * hands out every armed word in addition. {@link WordStates} has the state of each word, and {@link
 * ArmedEntries} what the kernel has. {@link #close} returns when all entries have completed, so
 * that every wake was read.
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
    /** Words to arm that a look reads in memory, which is far cheaper than to arm them. */
    private static final int MOST_LOOKED_AT = 8;

    private final WaitSet set;
    private final Arena arena = Arena.ofShared();
    private final AlertableWait wait;
    private final ArenaCounts arenas = new ArenaCounts();
    private final WordStates words;
    private final StackRoom stack = new StackRoom();
    private final ArmedEntries entries;

    RingArming(WaitSet set, RingCalls calls) {
        this.set = set;
        @Nullable ArmedEntries opened = null;
        try {
            this.words = new WordStates(set.size());
            opened = new ArmedEntries(set, words, calls, arena);
            this.entries = opened;
            this.wait = new AlertableWait(opened.ring());
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
            int next = fetched();
            if (next != Outcome.TIMED_OUT) {
                return next;
            }
            stack.check(); // nothing was given to the kernel yet
            entries.arm();
            return deadline.hasPassed() ? reapOnce() : block(deadline);
        } catch (Throwable failed) {
            settle();
            throw failed;
        }
    }

    @Override
    public int poll() {
        if (!entries.haveNoRing()) {
            entries.reap();
        }
        if (words.haveReady()) {
            return words.deliver();
        }
        int changed = words.takeChanged(set);
        return changed >= 0 ? Outcome.changed(changed) : Outcome.TIMED_OUT;
    }

    /**
     * Reads the ring's flag, and looks at the few words that the last calls disarmed. A change of
     * those then costs no system call. If there are more of them, the kernel gets them first.
     */
    @Override
    public int look() {
        try {
            reopen();
            int next = fetched();
            if (next == Outcome.TIMED_OUT && words.countToArm() > MOST_LOOKED_AT) {
                stack.check();
                entries.arm();
                entries.ring().enter(0, 0, arenas.guards());
            }
            return next;
        } catch (Throwable failed) {
            settle();
            throw failed;
        }
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
            entries.cancel(index);
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
            if (!entries.rest()) {
                words.addArmed(set, undelivered); // nobody knows whether they were woken
            }
        } finally {
            try {
                words.addUndelivered(set, undelivered);
            } finally {
                close(entries);
            }
        }
    }

    @Override
    public void abandon(SurplusWakes suspects) {
        try {
            entries.closeAndAwaitEnd();
        } finally {
            try {
                words.addArmed(set, suspects);
                words.addUndelivered(set, suspects);
            } finally {
                close(entries);
            }
        }
    }

    private void reopen() {
        if (entries.haveNoRing()) {
            entries.reopen();
            wait.use(entries.ring());
        }
    }

    private void close(@Nullable ArmedEntries last) {
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
        if (entries.haveNoRing()) {
            return;
        }
        entries.withdraw();
        entries.stopTimer();
        if (!arenas.areOpen()) {
            arenas.forgetClosed();
            cancelClosed();
        }
    }

    /**
     * Takes the words of closed arenas from the kernel. A wake that one of them has consumed is
     * passed on: it may have been meant for the next owner of the memory.
     */
    private void cancelClosed() {
        for (int i = 0; i < words.room(); i++) {
            if (words.isArmed(i) && !set.word(i).segment().scope().isAlive()) {
                entries.cancel(i);
                if (words.isWoken(i)) {
                    AddressWake.wake(set.word(i), 1, set.bitset());
                }
            }
        }
    }

    /**
     * Lets the kernel make the completions of words that it has found ready, and polls. Without
     * this, a word that is changed whenever it is armed again would keep the others from service:
     * no call would enter the kernel.
     */
    private int fetched() {
        if (!words.haveReady() && entries.ring().wantsEnter()) {
            stack.check();
            entries.ring().enter(0, 0, Guards.NONE);
        }
        return poll();
    }

    private int block(Deadline deadline) {
        entries.startTimer(deadline);
        while (true) {
            AlertableWait.End end = wait.block(deadline, arenas.guards());
            entries.reap();
            boolean alerted = wait.wasAlerted() || end == AlertableWait.End.ALERTED;
            boolean passed = entries.hasExpired() || end == AlertableWait.End.PASSED;
            if (words.haveReady() || alerted || passed) {
                entries.stopTimer();
                return words.haveReady()
                        ? words.deliver()
                        : alerted ? Outcome.ALERTED : Outcome.TIMED_OUT;
            }
        }
    }

    /** Submits, and makes the deferred completions, without blocking. */
    private int reapOnce() {
        entries.ring().enter(0, 0, Guards.NONE);
        entries.reap();
        return words.haveReady() ? words.deliver() : Outcome.TIMED_OUT;
    }
}
