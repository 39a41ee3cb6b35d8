/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.emulation;

import dev.waitany.FutexWord;
import dev.waitany.Sharing;
import dev.waitany.WaitSet;

/**
 * Decides which helpers of a set can be requeued to their word asleep, and which must be woken to
 * wait on it themselves.
 *
 * <p>A helper must be woken in these cases:
 *
 * <ul>
 *   <li>Its word is shared. Idle helpers are private waiters, and the kernel requeues a waiter only
 *       to a futex of the same kind.
 *   <li>The set has a bitset. Idle helpers wait for any bit, and a requeued waiter keeps its
 *       bitset.
 * </ul>
 *
 * <p>A requeued helper does not keep the arena of its word open. The waiting thread does.
 *
 * <p>Source: kernel/futex/requeue.c, futex_requeue.
 */
final class RequeueRules {
    private final WaitSet set;

    RequeueRules(WaitSet set) {
        this.set = set;
    }

    /** Returns whether the helper of the word at {@code index} can be requeued. */
    boolean canRequeue(int index) {
        return set.word(index).sharing() == Sharing.PRIVATE && set.bitset() == FutexWord.ANY_BIT;
    }
}
