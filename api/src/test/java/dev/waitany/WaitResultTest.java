/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.spi.Outcome;
import dev.waitany.spi.SurplusWakes;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WaitResultTest {
    @Test
    void resultNamesAWordOrNone() {
        WaitResult woken = WaitResult.of(WaitResult.Kind.WOKEN, 3);
        assertThat(woken.isReady()).isTrue();
        assertThat(woken.index()).isEqualTo(3);
        assertThat(woken).hasToString("WOKEN 3");
        assertThat(WaitResult.TIMED_OUT.isReady()).isFalse();
        assertThat(WaitResult.TIMED_OUT.index()).isEqualTo(-1);
        assertThat(WaitResult.CANCELLED).hasToString("CANCELLED");
    }

    @Test
    void surplusIsTheReadersOwnCopy() {
        WaitResult result =
                WaitResult.of(WaitResult.Kind.WOKEN, 0).with(new int[] {1, 2}, new int[] {4});
        result.surplus()[0] = 9;
        result.forwarded()[0] = 9;
        assertThat(result.surplus()).containsExactly(1, 2);
        assertThat(result.forwarded()).containsExactly(4);
        assertThat(result).hasToString("WOKEN 0 surplus [1, 2] forwarded [4]");
    }

    @Test
    void equalResultsAreEqualInAllParts() {
        WaitResult plain = WaitResult.of(WaitResult.Kind.CHANGED, 1);
        assertThat(plain)
                .isEqualTo(WaitResult.of(WaitResult.Kind.CHANGED, 1))
                .hasSameHashCodeAs(WaitResult.of(WaitResult.Kind.CHANGED, 1))
                .isNotEqualTo(WaitResult.of(WaitResult.Kind.WOKEN, 1))
                .isNotEqualTo(plain.with(new int[] {2}, new int[0]))
                .isNotEqualTo(plain.with(new int[0], new int[] {2}));
    }

    @Test
    void outcomesOfChangedWordsAreNeverTakenForOthers() {
        for (int index : new int[] {0, 1, 127, 1_000_000}) {
            assertThat(Outcome.isChanged(Outcome.changed(index))).isTrue();
            assertThat(Outcome.changedIndex(Outcome.changed(index))).isEqualTo(index);
            assertThat(Outcome.isChanged(index)).as("woken %d", index).isFalse();
        }
        assertThat(Outcome.isChanged(Outcome.TIMED_OUT)).isFalse();
        assertThat(Outcome.isChanged(Outcome.ALERTED)).isFalse();
        assertThat(Outcome.isChanged(Outcome.CHANGED)).isFalse();
    }

    @Test
    void surplusIndexesGrowAndShrink() {
        SurplusWakes surplus = new SurplusWakes();
        for (int i = 0; i < 20; i++) {
            surplus.add(i);
        }
        surplus.remove(5);
        surplus.remove(99);
        assertThat(surplus.count()).isEqualTo(19);
        assertThat(IntStream.range(0, 19).map(surplus::get))
                .doesNotContain(5)
                .contains(0, 4, 6, 19);
        surplus.clear();
        assertThat(surplus.count()).isZero();
    }
}
