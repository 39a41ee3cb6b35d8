/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.emulation;

import static org.assertj.core.api.Assertions.assertThat;

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

class RoundTest {
    private final Arena arena = Arena.ofShared();
    private final HelperPool pool = new HelperPool();
    private final CallState state = CallState.allocate();
    private final SurplusWakes swallowed = new SurplusWakes();
    private final WaitSet set =
            WaitSet.of(word(), word(), word(), shared()); // one called, two moved, one called
    private final Round round = new Round(set, new Knock());

    @AfterEach
    void close() {
        pool.close();
        arena.close();
    }

    @Test
    void everyWakeThatCountedAWaiterIsTold() {
        for (int i = 0; i < 300; i++) {
            begin();
            for (int word = 0; word < set.size(); word++) {
                assertThat(set.word(word).wakeOne()).as("round %d, word %d", i, word).isOne();
            }
            round.end(pool);
            assertThat(round.outcome(swallowed, Outcome.TIMED_OUT)).isNotNegative();
            assertThat(swallowed.count()).isEqualTo(set.size() - 1);
            swallowed.clear();
        }
    }

    @Test
    void noHelperIsOnAWordAfterTheEnd() {
        for (int i = 0; i < 300; i++) {
            round.begin(pool, state); // as it falls: some are on their words, some are not
            round.end(pool);
            for (int word = 0; word < set.size(); word++) {
                assertThat(waiters(word)).as("round %d, word %d", i, word).isZero();
            }
            assertThat(round.outcome(swallowed, Outcome.TIMED_OUT)).isEqualTo(Outcome.TIMED_OUT);
            assertThat(swallowed.count()).isZero();
        }
    }

    /** The kernel would put a thread that was moved back to where it was moved from. */
    @Test
    void signalFromElsewhereLeavesHelpersOnTheirWords() {
        begin();
        for (int i = 0; i < 100; i++) {
            assertThat(round.signal()).isEqualTo(set.size());
        }
        assertThat(round.hasReport()).isFalse();
        while (set.word(2).wakeOne() == 0) { // it may be on its way back to its word
            Thread.onSpinWait();
        }
        round.end(pool);
        assertThat(round.outcome(swallowed, Outcome.TIMED_OUT)).isEqualTo(2);
        assertThat(swallowed.count()).isZero();
    }

    @Test
    void helpersThatHadNothingToDoBetweenTwoLooksEnd() {
        begin();
        round.end(pool);
        assertThat(pool.retire()).as("they have worked since").isTrue();
        begin();
        round.end(pool);
        assertThat(pool.retire()).as("they have worked again").isTrue();
        assertThat(pool.retire()).as("none is left").isFalse();
        begin();
        round.end(pool);
        assertThat(round.outcome(swallowed, Outcome.TIMED_OUT)).isEqualTo(Outcome.TIMED_OUT);
    }

    private void begin() {
        round.begin(pool, state);
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
