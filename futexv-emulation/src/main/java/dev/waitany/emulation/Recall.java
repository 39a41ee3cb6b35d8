/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.emulation;

import dev.waitany.FutexWord;
import dev.waitany.Sharing;
import dev.waitany.WaitSet;
import java.util.Arrays;

/**
 * Takes helpers off their words without a signal, by wakes of these words. It is used only if no
 * signal can be sent, because other code has installed handlers for all of them.
 *
 * <p>A helper whose word was woken like this reports 0, as if a waker had woken it. Such a report
 * counts as no wake: nobody but the owner has issued one.
 *
 * <p><b>No wake is lost.</b> A waker may be faster and wake the helper. If there is no other
 * waiter, the owner's wake finds nobody, and the report counts. If there is one, the owner's wake
 * has reached it, perhaps before the waker's change. So the next waiter is woken once more when the
 * report is corrected.
 *
 * <p><b>Wakes may be too many.</b> The kernel wakes the waiter that was queued first. If that is
 * not the helper, the other waiter returns without a waker, and the owner's wake is repeated after
 * a pause. The pause lets the helper report first.
 *
 * <p>Used by the owner of the wait only.
 *
 * <p>Source: man 2 futex; kernel/futex/waitwake.c, futex_wake.
 */
final class Recall {
    private static final long PAUSE = 10_000_000; // ns after a wake that has found a waiter

    private final FutexCalls calls;
    private final WaitSet set;
    private final int[] woken; // waiters, by the owner's wakes
    private final long[] last; // when, by System.nanoTime()
    private boolean used;

    Recall(FutexCalls calls, WaitSet set) {
        this.calls = calls;
        this.set = set;
        this.woken = new int[set.size()];
        this.last = new long[set.size()];
    }

    /** Forgets the wakes of the last wait. */
    void clear() {
        if (used) {
            Arrays.fill(woken, 0);
            used = false;
        }
    }

    /** Wakes one waiter of a word, unless one was woken just before. */
    void wake(int index) {
        if (woken[index] > 0 && System.nanoTime() - last[index] < PAUSE) {
            return;
        }
        FutexWord word = set.word(index);
        boolean shared = word.sharing() == Sharing.SHARED;
        int found = calls.wakeWaiter(word.segment(), set.bitset(), shared);
        if (found > 0) {
            used = true;
            woken[index] += found;
            last[index] = System.nanoTime();
        }
    }

    /** Corrects the reports of helpers, when all have reported. May be repeated. */
    void correct(HelperReports reports) {
        for (int i = 0; used && i < woken.length; i++) {
            if (woken[i] > 0 && reports.wasRecalled(i)) {
                wakeNext(set.word(i));
            }
        }
    }

    /**
     * Passes on what may have been a waker's wake: the owner's had reached the next waiter before.
     */
    private void wakeNext(FutexWord word) {
        int _ = calls.wakeWaiter(word.segment(), set.bitset(), word.sharing() == Sharing.SHARED);
    }
}
