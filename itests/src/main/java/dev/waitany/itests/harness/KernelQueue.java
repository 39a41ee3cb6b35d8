/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.harness;

import dev.waitany.FutexWord;
import dev.waitany.Sharing;
import dev.waitany.WaitSet;
import dev.waitany.kernels.machine.Until;
import dev.waitany.linux.Errno;
import dev.waitany.linux.Futex;

/**
 * Counts the waiters that the kernel has queued. Tests use it instead of sleeping, because only the
 * kernel knows which threads are blocked.
 */
public final class KernelQueue {
    private KernelQueue() {}

    /** Returns how many waiters are queued on a word. */
    public static int waiters(FutexWord word) {
        while (true) {
            int count = Futex.waiters(word.segment(), word.sharing() == Sharing.SHARED);
            if (count >= 0) {
                return count;
            }
            if (count != -Errno.EAGAIN) { // the word changed during the call
                throw new AssertionError("counting waiters of " + word + ": " + Errno.name(count));
            }
        }
    }

    /** Waits until that many waiters are queued on the word. */
    public static void untilWaiting(FutexWord word, int count) {
        Until.holds(
                () -> waiters(word) == count,
                () -> count + " waiters on " + word + ", where there are " + waiters(word));
    }

    /** Waits until that many waiters are queued on each word. */
    public static void untilWaiting(WaitSet set, int count) {
        for (int i = 0; i < set.size(); i++) {
            untilWaiting(set.word(i), count);
        }
    }
}
