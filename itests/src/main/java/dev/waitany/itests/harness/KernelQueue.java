/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.harness;

import dev.waitany.FutexWord;
import dev.waitany.Sharing;
import dev.waitany.WaitSet;
import dev.waitany.itests.machine.Until;
import dev.waitany.linux.Errno;
import dev.waitany.linux.Futex;

/** What the kernel says of waiters: it, and not the time that has passed, tells who is blocked. */
public final class KernelQueue {
    private KernelQueue() {}

    /** How many waiters are queued on a word now. */
    public static int waiters(FutexWord word) {
        while (true) {
            int count = Futex.waiters(word.segment(), word.sharing() == Sharing.SHARED);
            if (count >= 0) {
                return count;
            }
            if (count != -Errno.EAGAIN) { // that is: the word changed while we asked
                throw new AssertionError("counting waiters of " + word + ": " + Errno.name(count));
            }
        }
    }

    /** Returns when as many waiters are queued on the word. */
    public static void untilWaiting(FutexWord word, int count) {
        Until.holds(
                () -> waiters(word) == count,
                () -> count + " waiters on " + word + ", where there are " + waiters(word));
    }

    /** Returns when as many waiters are queued on each word. */
    public static void untilWaiting(WaitSet set, int count) {
        for (int i = 0; i < set.size(); i++) {
            untilWaiting(set.word(i), count);
        }
    }
}
