/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.spi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.FutexWord;
import dev.waitany.Sharing;
import dev.waitany.WaitSet;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SurplusWakesTest {
    private final SurplusWakes surplus = new SurplusWakes();

    @Test
    void changedWordsAreAddedOnceAndWithoutTheReportedOne() {
        try (Arena arena = Arena.ofConfined()) {
            WaitSet set = words(arena, 130);
            for (int i : new int[] {0, 63, 64, 129}) {
                set.word(i).set(1);
            }
            surplus.add(64);
            surplus.addChanged(set, 129);
            assertThat(indexes()).containsExactlyInAnyOrder(64, 0, 63);
            surplus.clear();
            surplus.addChanged(set, -1);
            assertThat(indexes()).containsExactly(0, 63, 64, 129);
        }
    }

    @Test
    void wordsWhoseMemoryIsGoneMayHaveBeenWoken() {
        try (Arena arena = Arena.ofConfined()) {
            FutexWord word = FutexWord.allocate(arena);
            WaitSet set;
            try (Arena other = Arena.ofConfined()) {
                set = WaitSet.of(FutexWord.allocate(other), word);
            }
            surplus.addChanged(set, -1);
            assertThat(indexes()).containsExactly(0);
        }
    }

    @Test
    void hundredsOfThousandsOfChangedWordsTakeLittleTime() {
        int count = 400_000;
        try (Arena arena = Arena.ofConfined()) {
            long begin = System.nanoTime();
            WaitSet set = words(arena, count);
            for (int i = 0; i < count; i++) {
                set.word(i).set(1);
            }
            surplus.addChanged(set, 0);
            surplus.addChanged(set, 0);
            assertThat(surplus.count()).isEqualTo(count - 1);
            // A look at all indexes for each word would be 10^11 steps, a minute at least.
            assertThat(Duration.ofNanos(System.nanoTime() - begin))
                    .isLessThan(Duration.ofSeconds(20));
        }
    }

    @Test
    void removingKeepsTheOthers() {
        for (int i = 0; i < 20; i++) {
            surplus.add(i);
        }
        surplus.remove(3);
        surplus.removeAt(0);
        assertThat(indexes()).hasSize(18).doesNotContain(3, 0);
    }

    private int[] indexes() {
        int[] all = new int[surplus.count()];
        for (int i = 0; i < all.length; i++) {
            all[i] = surplus.get(i);
        }
        return all;
    }

    private static WaitSet words(Arena arena, int count) {
        MemorySegment memory = arena.allocate(4L * count, 4);
        FutexWord[] words = new FutexWord[count];
        for (int i = 0; i < count; i++) {
            words[i] = FutexWord.of(memory, 4L * i, Sharing.PRIVATE);
        }
        return WaitSet.of(words);
    }
}
