/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.emulation;

import dev.waitany.FutexWord;
import dev.waitany.Sharing;
import dev.waitany.WaitSet;
import java.lang.foreign.MemorySegment;
import java.util.HashSet;
import java.util.Set;

/**
 * Decides which helpers of a set can be requeued to their word asleep, and which must be woken to
 * wait on it themselves.
 *
 * <p>A helper must be woken in these cases:
 *
 * <ul>
 *   <li>Its word is the first of its arena. A thread that passes a segment to the kernel keeps the
 *       arena open; a thread that was requeued does not. One helper for each arena is enough.
 *   <li>Its word is shared. Idle helpers are private waiters, and the kernel requeues a waiter only
 *       to a futex of the same kind.
 *   <li>The set has a bitset. Idle helpers wait for any bit, and a requeued waiter keeps its
 *       bitset.
 * </ul>
 *
 * <p>Source: kernel/futex/requeue.c, futex_requeue.
 */
final class RequeueRules {
    private final WaitSet set;
    private final boolean[] mustWake;

    RequeueRules(WaitSet set) {
        this.set = set;
        this.mustWake = new boolean[set.size()];
        Set<MemorySegment.Scope> held = new HashSet<>();
        for (int i = 0; i < mustWake.length; i++) {
            FutexWord word = set.word(i);
            mustWake[i] = held.add(word.segment().scope()) || word.sharing() == Sharing.SHARED;
        }
    }

    /** Returns whether the helper of the word at {@code index} can be requeued. */
    boolean canRequeue(int index) {
        return !mustWake[index] && set.bitset() == FutexWord.ANY_BIT;
    }
}
