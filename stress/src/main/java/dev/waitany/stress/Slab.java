/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.stress;

import dev.waitany.FutexWord;
import dev.waitany.Sharing;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Words for states: jcstress makes millions of states, some thousands alive at a time, so words are
 * handed out in turn, and again after all others.
 */
final class Slab {
    private static final int WORDS = 1 << 17; // some ten thousand states are alive at a time
    private static final long APART = 64;
    private static final MemorySegment MEMORY = Arena.global().allocate(WORDS * APART, APART);
    private static final AtomicInteger NEXT = new AtomicInteger();

    private Slab() {}

    /** A word that holds 0. */
    static FutexWord word() {
        int place = NEXT.getAndIncrement() & (WORDS - 1);
        FutexWord word = FutexWord.of(MEMORY, place * APART, Sharing.PRIVATE);
        word.set(0);
        return word;
    }
}
