/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.tck.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waitany.Deadline;
import dev.waitany.FutexWord;
import dev.waitany.Sharing;
import dev.waitany.WaitResult;
import dev.waitany.WaitSet;
import dev.waitany.tck.fixture.ContractRules;
import dev.waitany.tck.fixture.Expect;
import dev.waitany.tck.fixture.TestThread;
import dev.waitany.tck.fixture.TestWhere;
import dev.waitany.tck.fixture.Trait;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;

/** Rule 5: what a set may hold. Anything else is refused before any system call. */
@SuppressWarnings("MustBeClosed") // these tests close arenas at unusual times
public interface SetRules extends ContractRules {
    /** Larger sets would take too long here; a strategy that promises them has tests for them. */
    int MOST_TRIED = 1024;

    @Test
    default void rule05_setOfAsManyWordsAsPromisedWorks() {
        int size = Math.min(waitAny().capabilities().maxWords(), MOST_TRIED);
        WaitSet set = fixture().words().set(size);
        for (int index : new int[] {0, size / 2, size - 1}) {
            TestThread<WaitResult> waiter = fixture().waiter("waiter", set);
            fixture().untilWaiting(set, 1);
            assertThat(set.word(index).wakeOne()).isEqualTo(1);
            Expect.woken(waiter.result(), index);
        }
    }

    @Test
    default void rule05_readOnlyWordsCanBeWaitedOn() {
        FutexWord writable = fixture().words().one();
        FutexWord readOnly = FutexWord.of(writable.segment().asReadOnly(), 0, writable.sharing());
        WaitSet set = WaitSet.of(fixture().words().one(), readOnly);
        TestThread<WaitResult> waiter = fixture().waiter("waiter", set);
        fixture().untilWaiting(set, 1);
        assertThat(writable.wakeOne()).isEqualTo(1);
        Expect.woken(waiter.result(), 1);
    }

    @TestWhere(Trait.LIMITS_SETS)
    default void rule05_tooManyWordsAreRefusedWithBothNumbers() {
        int most = waitAny().capabilities().maxWords();
        WaitSet set = fixture().words().set(most + 1);
        assertThatThrownBy(() -> waitAny().await(set, Deadline.now()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(String.valueOf(most))
                .hasMessageContaining(String.valueOf(most + 1));
        assertThatThrownBy(() -> waitAny().arm(set)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> waitAny().awaitAsync(set, Deadline.now()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    default void rule05_noWordsNullAndTwiceTheSameAreRefused() {
        FutexWord word = fixture().words().one();
        FutexWord sameAgain = FutexWord.of(word.segment(), 0, Sharing.PRIVATE);
        assertThatThrownBy(WaitSet::of).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> WaitSet.of(word, fixture().words().one(), word))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0")
                .hasMessageContaining("2");
        assertThatThrownBy(() -> WaitSet.of(word, sameAgain))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> WaitSet.of(withNull(word)))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("1");
    }

    @Test
    default void rule05_badMemoryIsRefused() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment memory = arena.allocate(16, 8);
            assertThatThrownBy(() -> FutexWord.of(memory, 2, Sharing.PRIVATE))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("aligned");
            assertThatThrownBy(() -> FutexWord.of(memory, 16, Sharing.PRIVATE))
                    .isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> FutexWord.of(memory, -4, Sharing.PRIVATE))
                    .isInstanceOf(IndexOutOfBoundsException.class);
            FutexWord readOnly = FutexWord.of(memory.asReadOnly(), 0, Sharing.PRIVATE);
            assertThatThrownBy(() -> readOnly.set(1))
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessageContaining("read-only");
        }
        assertThatThrownBy(() -> FutexWord.of(MemorySegment.NULL, 0, Sharing.PRIVATE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("address 0");
        assertThatThrownBy(
                        () -> FutexWord.of(MemorySegment.ofArray(new int[4]), 0, Sharing.PRIVATE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("heap");
    }

    @Test
    default void rule05_closedArenaIsRefusedNamingTheWord() {
        Arena arena = Arena.ofShared();
        FutexWord gone = FutexWord.allocate(arena);
        WaitSet set = WaitSet.of(fixture().words().one(), gone);
        arena.close();
        assertThatThrownBy(() -> WaitSet.of(gone)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> waitAny().await(set, Deadline.never()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("word 1");
        assertThatThrownBy(() -> waitAny().awaitAsync(set, Deadline.never()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("word 1");
        assertThatThrownBy(gone::wakeOne).isInstanceOf(IllegalStateException.class);
    }

    @SuppressWarnings("NullAway") // the test passes null
    private static FutexWord[] withNull(FutexWord word) {
        return new FutexWord[] {word, null};
    }
}
