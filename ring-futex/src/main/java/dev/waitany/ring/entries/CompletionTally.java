/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.entries;

import dev.waitany.WaitSet;
import dev.waitany.linux.Errno;
import dev.waitany.ring.uring.AddressWake;
import dev.waitany.ring.uring.RingTimer;
import dev.waitany.spi.Outcome;
import dev.waitany.spi.SurplusWakes;

/**
 * What the completions of one wait have said so far. The first woken word, in the order of
 * completions, is reported; the others are surplus.
 *
 * <p>A wait begins with {@link #begin}. Each of its completions is counted by {@link #entry},
 * {@link #timer} or {@link #cancel}. When none is {@link #pending}, {@link #outcome} says how the
 * wait ended. Not thread-safe.
 */
public final class CompletionTally {
    private static final int NONE = -1;

    private int pending; // completions to come
    private int entries;
    private int woken = NONE;
    private int changed = NONE;
    private boolean someChanged; // and the kernel did not say which
    private int failure; // an errno
    private boolean passed;

    /** Begins a wait of so many entries. */
    public void begin(int count) {
        pending = count;
        entries = count;
        woken = NONE;
        changed = NONE;
        someChanged = false;
        failure = 0;
        passed = false;
    }

    /** Expects the completion of one more entry: a timer's, or a cancel's. */
    public void expectOneMore() {
        pending++;
    }

    /** Returns the number of completions to come. */
    public int pending() {
        return pending;
    }

    /** Tells whether a word was woken. */
    public boolean hasWoken() {
        return woken != NONE;
    }

    /** Notes that the deadline has passed. */
    public void pass() {
        passed = true;
    }

    /** Notes that an entry was withdrawn before the kernel took it: no completion will come. */
    public void withdrawn() {
        pending--;
    }

    /** Counts the completion of a timer. */
    public void timer(int result) {
        pending--;
        passed |= RingTimer.hasExpired(result);
    }

    /**
     * Counts the completion of a cancel. Its result is ignored: the completions of its targets tell
     * what it cancelled.
     */
    public void cancel() {
        pending--;
    }

    /**
     * Counts the completion of an entry of the wait. Does not throw: if there is no memory to note
     * a surplus wake, it is forwarded at once.
     *
     * @param set the words, of which none is read
     */
    public void entry(EntryForm form, WaitSet set, int entry, int result, SurplusWakes surplus) {
        pending--;
        if (result >= 0) {
            int index = form.woken(entry, result);
            if (woken == NONE) {
                woken = index;
            } else {
                add(set, index, surplus);
            }
        } else if (result == -Errno.EAGAIN) {
            int index = form.changed(entry);
            someChanged |= index == EntryForm.UNKNOWN;
            changed = changed == NONE ? index : Math.min(changed, index);
        } else if (result != -Errno.ECANCELED) {
            failure = -result;
        }
    }

    /**
     * Returns the outcome, when nothing is pending: a woken word, else a changed one, else the
     * passed deadline. If none of these ended the wait, a cancel did, and the outcome is {@code
     * ALERTED}: whoever gave the alert has noted the reason, and a wait without one goes on.
     *
     * @throws IllegalStateException if an entry failed and no word was woken. {@code surplus} then
     *     has the wakes that may have been consumed
     */
    public int outcome(EntryForm form, WaitSet set, SurplusWakes surplus) {
        if (woken != NONE) { // before a failure: that of another entry must not cost this wake
            form.infer(set, woken, surplus);
            return woken;
        }
        if (failure != 0) {
            if (entries > 1) {
                form.infer(set, NONE, surplus);
            }
            throw new IllegalStateException("a futex wait on the ring: " + Errno.name(failure));
        }
        if (changed != NONE) {
            return Outcome.changed(changed);
        }
        if (!someChanged || entries > 1) { // a single refused entry was not queued on any word
            form.infer(set, NONE, surplus);
        }
        if (someChanged) {
            return Outcome.CHANGED;
        }
        return passed ? Outcome.TIMED_OUT : Outcome.ALERTED;
    }

    /** Adds all wakes to the surplus, for a wait that ends with an exception. Does not throw. */
    public void giveUp(EntryForm form, WaitSet set, SurplusWakes surplus) {
        if (woken != NONE) {
            add(set, woken, surplus);
            woken = NONE;
        }
        form.infer(set, NONE, surplus);
    }

    /** Adds a surplus wake, or forwards it if there is no memory to note it. */
    public static void add(WaitSet set, int index, SurplusWakes surplus) {
        try {
            surplus.add(index);
        } catch (OutOfMemoryError full) {
            AddressWake.wake(set.word(index), 1, set.bitset());
        }
    }
}
