/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.lang.foreign.Arena;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WaitSetTest {
    private final Arena arena = Arena.ofShared();
    private final FutexWord first = FutexWord.allocate(arena);
    private final FutexWord second = FutexWord.allocate(arena);

    @AfterEach
    void free() {
        if (arena.scope().isAlive()) {
            arena.close();
        }
    }

    @Test
    void setExpectsTheValuesItsWordsHoldWhenItIsMade() {
        second.set(7);
        WaitSet set = WaitSet.of(first, second);
        assertThat(set.size()).isEqualTo(2);
        assertThat(set.word(1)).isSameAs(second);
        assertThat(set.expected(0)).isZero();
        assertThat(set.expected(1)).isEqualTo(7);
        assertThat(set.firstChanged()).isEqualTo(-1);
    }

    @Test
    void changesAreFoundUntilTheyAreExpectedOrForgotten() {
        WaitSet set = WaitSet.of(first, second);
        second.set(1);
        assertThat(set.firstChanged()).isEqualTo(1);
        first.set(1);
        assertThat(set.firstChanged()).isZero();
        assertThat(set.expect(0, 1).firstChanged()).isEqualTo(1);
        assertThat(set.refresh().firstChanged()).isEqualTo(-1);
    }

    @Test
    void laterChangesOfTheArrayDoNotReachTheSet() {
        FutexWord[] words = {first, second};
        WaitSet set = WaitSet.of(words);
        words[0] = second;
        assertThat(set.word(0)).isSameAs(first);
    }

    @Test
    @SuppressWarnings("NullAway") // the point of it
    void badSetsAreRefusedNamingThePlace() {
        assertThatIllegalArgumentException().isThrownBy(WaitSet::of);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WaitSet.of(first, second, first))
                .withMessageContaining("0 and 2");
        assertThatNullPointerException()
                .isThrownBy(() -> WaitSet.of(first, null))
                .withMessageContaining("word 1");
        arena.close();
        assertThatIllegalStateException()
                .isThrownBy(() -> WaitSet.of(first))
                .withMessageContaining("word 0");
    }

    @Test
    void bitsetsAndSurplusAreTheCallersChoice() {
        WaitSet set = WaitSet.of(first);
        assertThat(set.bitset()).isEqualTo(FutexWord.ANY_BIT);
        assertThat(set.surplus()).isEqualTo(Surplus.FORWARD);
        assertThat(set.bitset(6).surplus(Surplus.REPORT)).isSameAs(set);
        assertThat(set.bitset()).isEqualTo(6);
        assertThat(set.surplus()).isEqualTo(Surplus.REPORT);
        assertThatIllegalArgumentException().isThrownBy(() -> set.bitset(0));
    }

    @Test
    void usedSetRefusesChangesAndASecondUser() {
        WaitSet set = WaitSet.of(first);
        set.begin("a wait");
        assertThatIllegalStateException()
                .isThrownBy(() -> set.begin("an armed set"))
                .withMessageContaining("a wait");
        assertThatIllegalStateException().isThrownBy(() -> set.expect(0, 1));
        assertThatIllegalStateException().isThrownBy(set::refresh);
        assertThatIllegalStateException().isThrownBy(() -> set.bitset(1));
        assertThatIllegalStateException().isThrownBy(() -> set.surplus(Surplus.REPORT));
        set.end();
        assertThat(set.expect(0, 1).expected(0)).isEqualTo(1);
    }
}
