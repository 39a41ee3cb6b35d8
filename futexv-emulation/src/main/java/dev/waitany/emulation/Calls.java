/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.emulation;

import dev.waitany.FutexWord;
import dev.waitany.Sharing;
import dev.waitany.WaitSet;
import java.lang.foreign.MemorySegment;
import java.util.HashSet;
import java.util.Set;

/**
 * Which helpers of a set are called to their word, and not moved there asleep: one for each arena,
 * since a thread that calls the kernel with a word keeps its arena open, and all those that cannot
 * be moved, because they rest as private waiters for any bit.
 */
final class Calls {
    private final WaitSet set;
    private final boolean[] always;

    Calls(WaitSet set) {
        this.set = set;
        this.always = new boolean[set.size()];
        Set<MemorySegment.Scope> held = new HashSet<>();
        for (int i = 0; i < always.length; i++) {
            FutexWord word = set.word(i);
            always[i] = held.add(word.segment().scope()) || word.sharing() == Sharing.SHARED;
        }
    }

    boolean isCalled(int index) {
        return always[index] || set.bitset() != FutexWord.ANY_BIT;
    }
}
