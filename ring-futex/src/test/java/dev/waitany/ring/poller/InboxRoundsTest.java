/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.poller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.FutexWord;
import dev.waitany.WaitSet;
import java.lang.foreign.Arena;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InboxRoundsTest {
    private static final int MOST = 16;

    private final Arena arena = Arena.ofConfined();
    private final Inbox inbox = new Inbox();
    private int yields;
    private long now = Long.MAX_VALUE - 1000; // so that it wraps
    private Runnable onYield = () -> {};

    @AfterEach
    void closeArena() {
        arena.close();
    }

    @Test
    void inboxThatNeverEmptiesDoesNotKeepThePollerFromItsRings() {
        InboxRounds rounds = rounds(() -> yields++);
        inbox.add(item());
        for (int turn = 0; turn < 3; turn++) {
            for (int i = 0; i < MOST; i++) {
                assertThat(rounds.again(inbox)).as("round %d", i).isTrue();
            }
            assertThat(rounds.again(inbox)).as("after %d rounds", MOST).isFalse();
        }
        assertThat(yields).as("there was no need to yield").isZero();
    }

    @Test
    void yieldThatFillsTheInboxIsMadeOnceBeforeEachBlock() {
        InboxRounds rounds = rounds(this::fill);
        for (int block = 1; block <= 5; block++) {
            assertThat(rounds.again(inbox)).isTrue();
            inbox.takeAll();
            assertThat(rounds.again(inbox)).as("does not yield twice").isFalse();
            assertThat(yields).isEqualTo(block);
        }
    }

    @Test
    void pollerOfAnotherTuningDoesNotYield() {
        InboxRounds rounds = new InboxRounds(false, this::fill, () -> now);
        assertThat(rounds.again(inbox)).isFalse();
        assertThat(yields).isZero();
    }

    @Test
    void yieldsThatAreInVainBecomeRare() {
        InboxRounds rounds = rounds(() -> yields++);
        for (int block = 0; block < 1000; block++) {
            assertThat(rounds.again(inbox)).isFalse();
        }
        assertThat(yields).isBetween(10, 30);
    }

    @Test
    void yieldThatFillsTheInboxEndsTheRareness() {
        InboxRounds rounds = rounds(() -> yields++);
        for (int block = 1; block <= 14; block++) {
            assertThat(rounds.again(inbox)).isFalse();
        }
        assertThat(yields).as("in blocks 1, 3 and 7").isEqualTo(3);
        onYield = this::fill;
        for (int block = 15; block <= 20; block++) {
            assertThat(rounds.again(inbox)).as("block %d", block).isTrue();
            inbox.takeAll();
            assertThat(rounds.again(inbox)).isFalse();
        }
    }

    @Test
    void longYieldIsFollowedByATimeWithoutYields() {
        InboxRounds rounds =
                rounds(
                        () -> {
                            fill();
                            now += 3_000_000;
                        });
        assertThat(rounds.again(inbox)).isTrue();
        long until = now + 12 * 3_000_000L;
        for (; now - until < 0; now += 1_000_000) {
            inbox.takeAll();
            assertThat(rounds.again(inbox)).as("%d ns", now).isFalse();
        }
        now += 5 * 3_000_000L;
        assertThat(rounds.again(inbox)).isTrue();
        assertThat(yields).isEqualTo(2);
    }

    private InboxRounds rounds(Runnable yielder) {
        onYield = yielder;
        return new InboxRounds(true, () -> onYield.run(), () -> now);
    }

    private void fill() {
        yields++;
        inbox.add(item());
    }

    private Inbox.Item item() {
        return new ArmedWords(WaitSet.of(FutexWord.allocate(arena)));
    }
}
