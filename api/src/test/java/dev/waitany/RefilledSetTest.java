/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.lang.foreign.Arena;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Sets that are filled again for each wait. */
class RefilledSetTest {
    private final FutexWord first = FutexWord.allocate(Arena.ofAuto());
    private final FutexWord second = FutexWord.allocate(Arena.ofAuto());
    private final WaitSet set = WaitSet.ofCapacity(2);

    @Test
    void wordsAreInTheOrderInWhichTheyWereAdded() {
        set.add(second, 5).add(first, 0);
        assertThat(set.size()).isEqualTo(2);
        assertThat(set.word(0)).isSameAs(second);
        assertThat(set.expected(0)).isEqualTo(5);
        assertThat(set.word(1)).isSameAs(first);
        assertThat(set.firstChanged()).isZero();
    }

    @Test
    void clearedSetHasNoWordsAndKeepsItsOptions() {
        set.bitset(4).surplus(Surplus.REPORT).add(first, 1).clear();
        assertThat(set.size()).isZero();
        assertThat(set.firstChanged()).isEqualTo(-1);
        assertThat(set.bitset()).isEqualTo(4);
        assertThat(set.surplus()).isEqualTo(Surplus.REPORT);
        assertThat(set.add(first, 0).word(0)).isSameAs(first);
    }

    @Test
    void setGrowsBeyondItsCapacity() {
        WaitSet growing = WaitSet.ofCapacity(0);
        for (int i = 0; i < 100; i++) {
            growing.add(FutexWord.allocate(Arena.ofAuto()), i);
        }
        assertThat(growing.size()).isEqualTo(100);
        assertThat(growing.expected(99)).isEqualTo(99);
    }

    @Test
    void eachFillingIsAnotherGenerationOfWords() {
        set.add(first, 0);
        int before = set.generation();
        set.clear();
        assertThat(set.generation()).isNotEqualTo(before);
        set.add(second, 0);
        assertThat(set.generation()).isNotEqualTo(before);
    }

    @Test
    void wordThatIsThereIsRefusedUnlessAskedFor() {
        set.add(first, 0);
        FutexWord same = FutexWord.of(first.segment(), 0, Sharing.PRIVATE);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> set.add(second, 0).add(same, 0))
                .withMessageContaining("words 0 and 2 are the same");
        assertThat(set.size()).as("after the refusal").isEqualTo(2);
        set.allowDuplicates().add(same, 3);
        assertThat(set.expected(2)).isEqualTo(3);
    }

    @Test
    void wordThatAnArmedSetHasPutThereIsRefusedToo() {
        set.add(first, 0).begin("an armed set");
        set.put(1, second, 0);
        set.end();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> set.add(second, 0))
                .withMessageContaining("words 1 and 2 are the same");
    }

    @Test
    void clearedWordsCanBeAddedAgain() {
        set.add(first, 0).clear().add(first, 0);
        assertThat(set.size()).isEqualTo(1);
    }

    @Test
    @SuppressWarnings("NullAway") // the point of it
    void badWordsAndCapacitiesAreRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WaitSet.ofCapacity(-1))
                .withMessageContaining("capacity of -1");
        assertThatNullPointerException()
                .isThrownBy(() -> set.add(null, 0))
                .withMessage("word 0 is null");
        FutexWord gone;
        try (Arena closed = Arena.ofShared()) {
            gone = FutexWord.allocate(closed);
        }
        assertThatIllegalStateException()
                .isThrownBy(() -> set.add(first, 0).add(gone, 0))
                .withMessage("word 1: its arena is closed");
    }

    @Test
    void setInUseIsNotFilled() {
        set.add(first, 0).begin("a wait");
        assertThatIllegalStateException().isThrownBy(() -> set.add(second, 0));
        assertThatIllegalStateException().isThrownBy(set::clear);
        assertThatIllegalStateException().isThrownBy(set::allowDuplicates);
        set.end();
        assertThat(set.add(second, 0).size()).isEqualTo(2);
    }

    @Test
    void addressesAreFoundAgainHoweverManyThereAre() {
        Random random = new Random(18);
        for (int round = 0; round < 200; round++) {
            AddressTable table = new AddressTable(random.nextInt(4));
            Set<Long> model = new HashSet<>();
            for (int i = 0; i < 300; i++) {
                long address = 4096 + 4L * random.nextInt(400) + ((long) random.nextInt(3) << 44);
                assertThat(table.add(address)).isEqualTo(model.add(address));
            }
            table.clear();
            assertThat(table.add(4096)).as("after a clear").isTrue();
        }
    }
}
