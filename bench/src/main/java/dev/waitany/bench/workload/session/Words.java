/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.workload.session;

import dev.waitany.FutexWord;
import java.lang.foreign.Arena;

/** Makes and changes words. */
public final class Words {
    private Words() {}

    /** Allocates words that hold 0. */
    public static FutexWord[] allocate(Arena arena, int count) {
        FutexWord[] words = new FutexWord[count];
        for (int i = 0; i < count; i++) {
            words[i] = FutexWord.allocate(arena);
        }
        return words;
    }

    /** Adds 1 to a word and wakes one waiter of it. Returns the number of waiters found. */
    public static int change(FutexWord word) {
        word.getAndAdd(1);
        return word.wakeOne();
    }

    /** Takes one token from a word, if it has one. */
    public static boolean take(FutexWord word) {
        int tokens = word.get();
        while (tokens > 0) {
            if (word.compareAndSet(tokens, tokens - 1)) {
                return true;
            }
            tokens = word.get();
        }
        return false;
    }
}
