/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.tck.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waitany.Deadline;
import dev.waitany.FutexWord;
import dev.waitany.WaitResult;
import dev.waitany.WaitSet;
import dev.waitany.tck.fixture.ContractRules;
import dev.waitany.tck.fixture.Expect;
import dev.waitany.tck.fixture.TestThread;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rule 7: a WaitAny serves many threads at once, a set one wait at a time. */
public interface ConcurrencyRules extends ContractRules {
    @Test
    default void rule07_manyThreadsWaitOnTheSameWordsAtOnce() {
        FutexWord[] words = fixture().words().many(3);
        List<TestThread<WaitResult>> waiters = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            waiters.add(fixture().waiter("waiter " + i, WaitSet.of(words)));
        }
        for (FutexWord word : words) {
            fixture().untilWaiting(word, 8);
        }
        assertThat(words[1].wakeAll()).isEqualTo(8);
        waiters.forEach(waiter -> Expect.woken(waiter.result(), 1));
    }

    @Test
    default void rule07_secondWaitOnOneSetIsRefused() {
        WaitSet set = fixture().words().set(2);
        TestThread<WaitResult> waiter = fixture().waiter("waiter", set);
        fixture().untilWaiting(set, 1);
        assertThatThrownBy(() -> waitAny().await(set, Deadline.now()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("in use");
        assertThatThrownBy(() -> waitAny().awaitAsync(set, Deadline.now()))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> waitAny().arm(set)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> set.expect(0, 1)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(set::refresh).isInstanceOf(IllegalStateException.class);
        assertThat(set.word(0).wakeOne()).as("the first wait is under way").isEqualTo(1);
        Expect.woken(waiter.result(), 0);
    }

    @Test
    default void rule07_refusedWaitLeavesTheSetFree() throws Exception {
        WaitSet set = fixture().words().set(1);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> waitAny().await(set, Deadline.now()))
                .isInstanceOf(InterruptedException.class);
        Expect.timedOut(waitAny().await(set, Deadline.now()));
        Expect.timedOut(waitAny().await(set.expect(0, 0), Deadline.now()));
    }

    /** Each change is on another word, and each thread has the words in a different order. */
    @Test
    default void rule07_everyThreadSeesEveryChange() {
        int rounds = fixture().rounds(500);
        FutexWord[] words = fixture().words().many(16);
        FutexWord heard = fixture().words().one();
        List<TestThread<Integer>> listeners = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            WaitSet set = rotated(words, i);
            listeners.add(
                    fixture().threads().start("listener " + i, () -> listen(set, rounds, heard)));
        }
        for (int round = 1; round <= rounds; round++) {
            FutexWord word = words[round * 7 % words.length];
            word.getAndAdd(1);
            word.wakeAll();
            int all = 8 * round;
            fixture().until(() -> heard.get() == all, () -> all + " were heard, not " + heard);
        }
        listeners.forEach(listener -> assertThat(listener.result()).isEqualTo(rounds));
    }

    private static WaitSet rotated(FutexWord[] words, int by) {
        FutexWord[] rotated = new FutexWord[words.length];
        for (int i = 0; i < words.length; i++) {
            rotated[i] = words[(i + by) % words.length];
        }
        return WaitSet.of(rotated);
    }

    private int listen(WaitSet set, int rounds, FutexWord heard) throws InterruptedException {
        int changes = 0;
        while (changes < rounds) {
            WaitResult result = waitAny().await(set, Deadline.never());
            assertThat(result.isReady()).as("%s names a word", result).isTrue();
            int now = set.word(result.index()).get();
            // if the value is the expected one, the wake of an earlier change came late
            if (now != set.expected(result.index())) {
                set.expect(result.index(), now);
                heard.getAndAdd(1);
                changes++;
            }
        }
        return changes;
    }
}
