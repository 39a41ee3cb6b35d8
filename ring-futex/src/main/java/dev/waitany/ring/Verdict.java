/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring;

import dev.waitany.WaitSet;
import dev.waitany.linux.Errno;
import dev.waitany.spi.Outcome;
import dev.waitany.spi.SurplusWakes;

/**
 * What the completions of one wait's entries have said so far. The first woken word in their order
 * is reported, the others are surplus.
 */
final class Verdict {
    private static final int NONE = -1;

    private int pending; // entries that have not completed
    private int entries;
    private int woken = NONE;
    private int changed = NONE;
    private boolean someChanged;
    private int failure;
    private boolean passed;

    /** A wait of so many entries begins. */
    void begin(int count) {
        pending = count;
        entries = count;
        woken = NONE;
        changed = NONE;
        someChanged = false;
        failure = 0;
        passed = false;
    }

    /** One more entry that is to complete: a timer, or a cancel. */
    void expectOneMore() {
        pending++;
    }

    int pending() {
        return pending;
    }

    boolean hasWoken() {
        return woken != NONE;
    }

    /** The deadline has passed. */
    void pass() {
        passed = true;
    }

    /** A timer has completed. */
    void timer(int result) {
        pending--;
        passed |= result == -Errno.ETIME;
    }

    /** A cancel has completed: its own result is no count, the completions are. */
    void cancel() {
        pending--;
    }

    /** An entry of the wait has completed. */
    void entry(EntryForm form, int entry, int result, SurplusWakes swallowed) {
        pending--;
        if (result >= 0) {
            int index = form.woken(entry, result);
            if (woken == NONE) {
                woken = index;
            } else {
                swallowed.add(index);
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
     * The outcome, when all entries have completed.
     *
     * @throws IllegalStateException if an entry failed
     */
    int outcome(EntryForm form, WaitSet set, SurplusWakes swallowed) {
        if (failure != 0) {
            throw new IllegalStateException("a futex wait on the ring: " + Errno.name(failure));
        }
        if (woken != NONE) {
            form.infer(set, woken, swallowed);
            return woken;
        }
        if (changed != NONE) {
            return Outcome.changed(changed);
        }
        if (!someChanged || entries > 1) { // a single refused entry was queued nowhere
            form.infer(set, NONE, swallowed);
        }
        return someChanged ? Outcome.CHANGED : passed ? Outcome.TIMED_OUT : Outcome.ALERTED;
    }
}
