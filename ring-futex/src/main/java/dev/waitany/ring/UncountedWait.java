/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring;

import dev.waitany.FutexWord;
import dev.waitany.spi.StrategyAccess;

/** The check that an operation may wait on a word, although a ring does not count its waits. */
final class UncountedWait {
    private UncountedWait() {}

    /**
     * Refuses a word whose wakes look for counted waits only.
     *
     * @throws IllegalArgumentException if it is the word of a {@code CountedWord}
     */
    static void check(FutexWord word) {
        if (StrategyAccess.isCounted(word)) {
            throw new IllegalArgumentException(
                    word
                            + " is the word of a CountedWord, whose wakes look for counted waits;"
                            + " a FutexRing does not count its waits: use an ordinary word, or wait"
                            + " with a WaitAny");
        }
    }
}
