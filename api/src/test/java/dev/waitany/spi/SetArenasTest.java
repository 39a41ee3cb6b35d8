/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.waitany.FutexWord;
import dev.waitany.WaitSet;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SetArenasTest {
    private static final int MANY = 40;

    @Test
    void everyArenaIsThereOnceHoweverManyThereAre() {
        List<FutexWord> words = new ArrayList<>();
        List<Arena> open = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            Arena arena = Arena.ofAuto();
            open.add(arena);
            words.add(FutexWord.allocate(arena));
            words.add(FutexWord.allocate(arena));
        }
        SetArenas arenas = SetArenas.of(WaitSet.of(words.toArray(FutexWord[]::new)));
        assertThat(arenas.count()).isEqualTo(MANY);
        for (int i = 0; i < MANY; i++) {
            assertThat(arenas.segment(i).scope()).isEqualTo(open.get(i).scope());
        }
        assertThat(arenas.segment(MANY)).isEqualTo(MemorySegment.NULL);
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> arenas.segment(-1));
    }
}
