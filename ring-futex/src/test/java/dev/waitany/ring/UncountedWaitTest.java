/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.waitany.CountedWord;
import dev.waitany.FutexWord;
import dev.waitany.WaitSet;
import java.lang.foreign.Arena;
import org.junit.jupiter.api.Test;

/** A ring does not count its waits, so wakes of a counted word would miss them. */
class UncountedWaitTest {
    @Test
    void wordsOfCountedWordsAreRefused() {
        try (Arena arena = Arena.ofShared()) {
            FutexWord counted = CountedWord.allocate(arena).word();
            FutexWord other = FutexWord.allocate(arena);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Operation.wait(counted, 0))
                    .withMessageContaining(counted.toString())
                    .withMessageContaining("does not count its waits");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Operation.waitAny(WaitSet.of(other, counted)))
                    .withMessageContaining(counted.toString());
        }
    }
}
