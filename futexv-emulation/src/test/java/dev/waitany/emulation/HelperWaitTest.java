/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.emulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waitany.FutexWord;
import dev.waitany.Sharing;
import dev.waitany.WaitSet;
import dev.waitany.linux.CallState;
import dev.waitany.linux.Futex;
import dev.waitany.spi.Outcome;
import dev.waitany.spi.SurplusWakes;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HelperWaitTest {
    private final Arena arena = Arena.ofShared();
    private final HelperPool pool = new HelperPool(FutexCalls.KERNEL);
    private final CallState state = CallState.allocate();
    private final SurplusWakes surplus = new SurplusWakes();
    private final WaitSet set =
            WaitSet.of(word(), word(), word(), shared()); // requeued three times, sent
    private final HelperWait wait =
            new HelperWait(set, new EventCount(FutexCalls.KERNEL), state, FutexCalls.KERNEL);

    @AfterEach
    void close() {
        wait.end(pool); // a test that fails may leave helpers on their words
        pool.close();
        arena.close();
    }

    @Test
    void everyWakeThatCountedAWaiterIsReported() {
        wakeEveryWord(300);
    }

    private void wakeEveryWord(int waits) {
        for (int i = 0; i < waits; i++) {
            begin();
            for (int word = 0; word < set.size(); word++) {
                wake(word);
            }
            wait.end(pool);
            assertThat(wait.reports().outcome(surplus, Outcome.TIMED_OUT)).isNotNegative();
            assertThat(surplus.count()).isEqualTo(set.size() - 1);
            surplus.clear();
        }
    }

    @Test
    void noHelperIsOnAWordAfterTheEnd() {
        for (int i = 0; i < 300; i++) {
            wait.begin(pool); // some helpers are on their words already, some are not
            wait.end(pool);
            for (int word = 0; word < set.size(); word++) {
                assertThat(waiters(word)).as("wait %d, word %d", i, word).isZero();
            }
            assertThat(wait.reports().outcome(surplus, Outcome.TIMED_OUT))
                    .isEqualTo(Outcome.TIMED_OUT);
            assertThat(surplus.count()).isZero();
        }
    }

    /** A restarted system call waits on the word from which its thread was requeued. */
    @Test
    void signalFromElsewhereLeavesHelpersOnTheirWords() {
        begin();
        for (int i = 0; i < 100; i++) {
            assertThat(wait.signal()).isEqualTo(set.size());
        }
        assertThat(wait.hasReport()).isFalse();
        // A signal takes a helper off its word until its call has been restarted.
        while (set.word(2).wakeOne() == 0) {
            Thread.onSpinWait();
        }
        wait.end(pool);
        assertThat(wait.reports().outcome(surplus, Outcome.TIMED_OUT)).isEqualTo(2);
        assertThat(surplus.count()).isZero();
    }

    @Test
    void helpersThatWereIdleForAWholePeriodAreEnded() {
        begin();
        wait.end(pool);
        assertThat(pool.endIdle()).as("used since the pool was made").isTrue();
        begin();
        wait.end(pool);
        assertThat(pool.endIdle()).as("used again").isTrue();
        assertThat(pool.endIdle()).as("none is left").isFalse();
        begin();
        wait.end(pool);
        assertThat(wait.reports().outcome(surplus, Outcome.TIMED_OUT)).isEqualTo(Outcome.TIMED_OUT);
    }

    /** A closed arena under a requeue stands for anything that is thrown half way. */
    @Test
    @SuppressWarnings("MustBeClosedChecker") // closed before the wait
    void beginThatFailsHalfWayTakesBackTheHelpersItHasSent() {
        for (int failing = 0; failing < 3; failing++) {
            Arena closed = Arena.ofShared();
            FutexWord[] words = {word(), word(), word()};
            words[failing] = FutexWord.allocate(closed);
            WaitSet broken = WaitSet.of(words);
            closed.close();
            HelperWait failed =
                    new HelperWait(
                            broken, new EventCount(FutexCalls.KERNEL), state, FutexCalls.KERNEL);
            assertThatThrownBy(() -> failed.begin(pool)).isInstanceOf(IllegalStateException.class);
            failed.end(pool);
            for (int i = 0; i < words.length; i++) {
                if (i != failing) {
                    assertThat(Futex.waiters(words[i].segment(), false)).isZero();
                }
            }
            failed.reports().giveBack(surplus);
            assertThat(surplus.count()).isZero();
            wakeEveryWord(20); // with the same helpers
        }
    }

    @Test
    void wakesOfAWaitThatFailsAreGivenBack() {
        begin();
        wake(1);
        wake(3);
        wait.end(pool);
        wait.reports().giveBack(surplus);
        assertThat(new int[] {surplus.get(0), surplus.get(1)}).containsOnly(1, 3);
        assertThat(surplus.count()).isEqualTo(2);
    }

    private void wake(int word) {
        assertThat(set.word(word).wakeOne()).as("waiters woken on word %d", word).isOne();
    }

    private void begin() {
        wait.begin(pool);
        untilAllWait();
    }

    private void untilAllWait() {
        for (int i = 0; i < set.size(); i++) {
            while (waiters(i) != 1) {
                Thread.onSpinWait();
            }
        }
    }

    private int waiters(int word) {
        return Futex.waiters(set.word(word).segment(), set.word(word).sharing() == Sharing.SHARED);
    }

    private FutexWord word() {
        return FutexWord.allocate(arena);
    }

    private FutexWord shared() {
        return FutexWord.of(arena.allocate(ValueLayout.JAVA_INT), 0, Sharing.SHARED);
    }
}
