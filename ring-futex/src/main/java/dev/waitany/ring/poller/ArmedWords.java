/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.poller;

import dev.waitany.FutexWord;
import dev.waitany.WaitSet;
import dev.waitany.linux.ArenaCounts;
import dev.waitany.linux.Errno;
import dev.waitany.ring.entries.UserData;
import dev.waitany.ring.entries.WordStates;
import dev.waitany.ring.uring.AddressWake;
import dev.waitany.ring.uring.Ring;
import dev.waitany.spi.Outcome;
import dev.waitany.spi.SurplusWakes;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The words of an armed set, as its owner's calls and the poller share them.
 *
 * <p>{@link WordStates} has the state of each word. The poller makes words armed and ready; the
 * owner's calls make all other transitions. Both do so under this object's monitor, which is held
 * for some instructions and never while a thread blocks. The poller allocates nothing under it, so
 * a completion is never lost.
 *
 * <p>The poller reads its own copies of the words and their expected values, because a call may
 * change the set meanwhile.
 */
final class ArmedWords extends Inbox.Item {
    private static final int NONE = -1;

    /** What the calls and the poller ask and answer each other. */
    final ArmedRequests requests = new ArmedRequests();

    final BooleanSupplier callerIsNeeded = this::needsRing; // so that an answer makes no garbage

    private final int bitset;

    // Guarded by this.
    private final WordStates states;
    private FutexWord[] words;
    private int[] expected;
    private int armed; // words whose waits the kernel has, or is about to get
    private int toCancel = NONE;
    private boolean closing;
    private final ArmedFailures failures = new ArmedFailures();

    // The poller's; another thread reads it only to learn whether it is null.
    private volatile @Nullable ArmedRing ring;
    int slot;

    ArmedWords(WaitSet set) {
        int size = set.size();
        this.bitset = set.bitset();
        this.states = new WordStates(size);
        this.words = new FutexWord[size];
        this.expected = new int[size];
        for (int i = 0; i < size; i++) {
            toArm(i, set.word(i), set.expected(i));
        }
    }

    // Called by the owner's calls.

    /** Makes a word one to be armed, at a place that exists. */
    synchronized void toArm(int index, FutexWord word, int value) {
        words[index] = word;
        expected[index] = value;
        states.toArm(index);
    }

    /** Makes room for a word at an index. */
    synchronized void grow(int index) {
        if (index >= states.room()) {
            int room = Math.max(index + 1, 2 * states.room());
            FutexWord[] larger = Arrays.copyOf(words, room);
            expected = Arrays.copyOf(expected, room);
            states.grow(room);
            words = larger;
        }
    }

    /**
     * Delivers the next ready word, else a word to arm that is changed, else the failure of a word.
     *
     * @return {@link Outcome#TIMED_OUT} if there is nothing to report
     */
    synchronized int next(WaitSet set) {
        if (states.haveReady()) {
            return states.deliver();
        }
        failures.throwNoted();
        int changed = states.takeChanged(set);
        return changed >= 0 ? Outcome.changed(changed) : Outcome.TIMED_OUT;
    }

    /** Tells whether the poller has words to arm. */
    synchronized boolean wantArming() {
        return states.wantArming();
    }

    synchronized boolean isIdle(int index) {
        return states.isIdle(index);
    }

    /**
     * Forgets a word whose wait the kernel does not have. Otherwise a request makes the poller
     * cancel the wait.
     *
     * @return whether the word was forgotten
     */
    synchronized boolean remove(int index, WaitSet set, SurplusWakes undelivered) {
        if (states.isArmed(index)) {
            toCancel = index;
            return false;
        }
        toCancel = NONE;
        states.remove(index, set, undelivered);
        return true;
    }

    /** Lets no word be armed any more. A request makes the poller cancel those that are. */
    synchronized void beginClosing() {
        closing = true;
    }

    synchronized void addUndelivered(WaitSet set, SurplusWakes undelivered) {
        states.addUndelivered(set, undelivered);
    }

    /** Tells whether a poller has the set. */
    boolean isAttached() {
        return ring != null;
    }

    // Called by the poller.

    @Nullable ArmedRing ring() {
        return ring;
    }

    void attach(ArmedRing to, int at) {
        slot = at;
        ring = to;
    }

    /** Notes that no ring has the set any more. */
    void detach() {
        ring = null;
        requests.unpark();
    }

    /** Tells whether there are words to arm, so that the set needs a ring. */
    synchronized boolean needsRing() {
        return !closing && states.wantArming();
    }

    /** Tells whether the set is being closed, and the kernel holds none of its words. */
    synchronized boolean mayLeave() {
        return closing && armed == 0;
    }

    /** Returns the number of places for words. */
    synchronized int places() {
        return states.room();
    }

    /** Notes why words cannot be armed. The next call throws it. */
    synchronized void refuse(Throwable why) {
        failures.refused(why);
    }

    /**
     * Adds the entries for what was asked. If a cancel is refused, throws, and is to be repeated.
     * If a word cannot be armed, the owner's call is told.
     *
     * @param alone whether the ring has no other set
     */
    synchronized void submit(Ring on, boolean alone, ArenaCounts arenas) {
        if (closing) {
            cancelAll(on, alone);
            return;
        }
        if (toCancel != NONE && states.isArmed(toCancel)) {
            cancel(on, toCancel);
        }
        try {
            while (states.wantArming()) {
                arm(on, states.nextToArm(), arenas);
            }
        } catch (Throwable why) {
            refuse(why);
        }
    }

    private void arm(Ring on, int index, ArenaCounts arenas) {
        FutexWord word = words[index];
        on.reserve(); // if this or the next step throws, the word is still to be armed
        arenas.add(word.segment());
        if (isClosed(word)) {
            arenas.remove(word.segment());
            throw new IllegalStateException("the arena of word " + index + " is closed");
        }
        on.submissions()
                .futexWait(word, expected[index], bitset, UserData.firstEntry(slot) + index);
        states.armed();
        armed++;
    }

    private void cancelAll(Ring on, boolean alone) {
        if (alone && armed > 1) {
            on.reserve();
            on.submissions().cancelEverything(UserData.CANCEL); // one walk of the ring's waits
            return;
        }
        for (int i = 0; armed > 0 && i < states.room(); i++) {
            if (states.isArmed(i)) {
                cancel(on, i);
            }
        }
    }

    private void cancel(Ring on, int index) {
        on.reserve();
        on.submissions().cancelSilently(UserData.firstEntry(slot) + index, UserData.CANCEL);
    }

    /** Cancels the waits on words whose arenas are closed. */
    synchronized void cancelClosed(Ring on) {
        for (int i = 0; armed > 0 && i < states.room(); i++) {
            if (states.isArmed(i) && isClosed(words[i])) {
                cancel(on, i);
            }
        }
    }

    /**
     * Counts a completion, and lets the caller look. Allocates nothing. The unpark is outside of
     * the monitor: the caller may run at once, and would block on it.
     */
    void completed(int index, int result, ArenaCounts arenas) {
        count(index, result, arenas);
        requests.unpark();
    }

    private synchronized void count(int index, int result, ArenaCounts arenas) {
        FutexWord word = words[index];
        arenas.remove(word.segment());
        armed--;
        if (result == 0 || result == -Errno.EAGAIN) {
            states.completed(index, result == 0);
            if (result == 0 && isClosed(word)) {
                pass(word); // it may have been meant for the next owner of the memory
            }
        } else {
            states.toArm(index);
            if (result != -Errno.ECANCELED || isClosed(word)) {
                failures.failed(index, -result);
            }
        }
    }

    /** Takes back an entry that the kernel has not taken. */
    synchronized void withdrawn(int index, ArenaCounts arenas) {
        arenas.remove(words[index].segment());
        armed--;
        states.toArm(index);
    }

    /** Takes all words back from a ring of which no completion comes any more. */
    synchronized void lost(ArenaCounts arenas) {
        for (int i = 0; armed > 0 && i < states.room(); i++) {
            if (states.isArmed(i)) {
                pass(words[i]); // nobody knows whether it was woken
                withdrawn(i, arenas);
            }
        }
    }

    private void pass(FutexWord word) {
        AddressWake.wake(word, 1, bitset);
    }

    private static boolean isClosed(FutexWord word) {
        return !word.segment().scope().isAlive();
    }
}
