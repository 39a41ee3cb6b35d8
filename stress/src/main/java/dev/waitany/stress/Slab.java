/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.stress;

import dev.waitany.CountedWord;
import dev.waitany.FutexWord;
import dev.waitany.Sharing;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Hands out words for the states of tests. jcstress makes millions of states, so words are reused
 * in turn.
 */
public final class Slab {
    private static final int WORDS = 1 << 17; // jcstress uses some ten thousand states at a time
    private static final long APART = 64; // bytes: a cache line for each word
    private static final MemorySegment MEMORY = Arena.global().allocate(WORDS * APART, APART);
    private static final AtomicInteger NEXT = new AtomicInteger();

    private Slab() {}

    /** Returns a private word that holds 0 and that no other live state uses. */
    public static FutexWord word() {
        int place = NEXT.getAndIncrement() & (WORDS - 1);
        FutexWord word = FutexWord.of(MEMORY, place * APART, Sharing.PRIVATE);
        word.set(0);
        return word;
    }

    /**
     * Returns a private counted word that holds 0, has no waiters, and is in use by no live state.
     */
    public static CountedWord counted() {
        FutexWord word = word();
        long offset = word.address() - MEMORY.address();
        FutexWord.of(MEMORY, offset + Integer.BYTES, Sharing.PRIVATE).set(0);
        return CountedWord.of(MEMORY, offset, Sharing.PRIVATE);
    }
}
