/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.tck.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.Deadline;
import dev.waitany.FutexWord;
import dev.waitany.WaitResult;
import dev.waitany.WaitSet;
import dev.waitany.tck.fixture.ContractRules;
import dev.waitany.tck.fixture.CutFile;
import dev.waitany.tck.fixture.Expect;
import dev.waitany.tck.fixture.KeptWaits;
import dev.waitany.tck.fixture.TestWords;
import java.lang.foreign.Arena;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/**
 * Rules 7 and 23: a pending wait that fails costs that wait alone. Other pending waits of the same
 * {@link dev.waitany.WaitAny} stay on their words, and get their wakes.
 *
 * <p>Waits of futures and of virtual threads fail in turn.
 */
@SuppressWarnings("MustBeClosedChecker") // arenas are closed at chosen moments
public interface FailureIsolationRules extends ContractRules {
    /** The page of a word is missing when the deadline of its wait passes. */
    @Test
    default void rule23_pendingWaitWhosePageIsGoneFailsAlone() throws Exception {
        KeptWaits kept = new KeptWaits(fixture());
        Duration span = fixture().atMost(Duration.ofMillis(20));
        int rounds = fixture().rounds(20);
        int failed = 0;
        try (CutFile file = new CutFile()) {
            // the deadline may pass before the cut, so there may be more rounds
            for (int round = 0; round < rounds || (failed < 2 && round < 20 * rounds); round++) {
                WaitSet doomed = WaitSet.of(fixture().words().one(), file.word());
                kept.begin();
                CompletableFuture<WaitResult> wait =
                        KeptWaits.begin(fixture(), doomed, Deadline.after(span), round % 2 == 0);
                untilQueuedOrDone(doomed.word(0), wait);
                file.cut();
                fixture().until(wait::isDone, () -> "the wait without a page ended");
                failed += wait.isCompletedExceptionally() ? 1 : 0;
                assertThat(TestWords.waiters(doomed.word(0))).as("waiters left").isZero();
                kept.wakeEach();
                file.restore();
                fixture().threads().joinAndForget();
            }
        }
        assertThat(failed).as("waits that failed").isGreaterThan(1);
    }

    private void untilQueuedOrDone(FutexWord word, CompletableFuture<WaitResult> wait) {
        fixture()
                .until(
                        () -> wait.isDone() || TestWords.waiters(word) == 1,
                        () -> "the wait was pending");
    }

    /**
     * An arena is closed up to 60 µs after a wait on a word of it began. A strategy may refuse
     * that. If it does not, the wait fails.
     */
    @Test
    default void rule23_pendingWaitWhoseArenaIsClosedFailsAlone() {
        KeptWaits kept = new KeptWaits(fixture());
        FutexWord other = fixture().words().one();
        for (int round = 0; round < fixture().rounds(60); round++) {
            Arena arena = Arena.ofShared();
            WaitSet doomed = WaitSet.of(other, FutexWord.allocate(arena));
            kept.begin();
            CompletableFuture<WaitResult> wait =
                    KeptWaits.begin(fixture(), doomed.refresh(), Deadline.never(), round % 2 == 0);
            pauseUpTo(60_000);
            if (closes(arena)) {
                fixture().until(wait::isDone, () -> "the wait whose arena is closed ended");
                assertThat(wait).isCompletedExceptionally();
                assertThat(TestWords.waiters(other)).as("waiters left").isZero();
            } else {
                other.getAndAdd(1);
                other.wakeAll();
                fixture().until(wait::isDone, () -> "the wait ended");
                Expect.ready(wait.join(), 0);
                fixture().until(() -> closes(arena), () -> "the arena could be closed");
            }
            kept.wakeEach();
            fixture().threads().joinAndForget();
        }
    }

    private static void pauseUpTo(int nanos) {
        long until = System.nanoTime() + ThreadLocalRandom.current().nextInt(nanos);
        while (System.nanoTime() < until) {
            Thread.onSpinWait();
        }
    }

    private static boolean closes(Arena arena) {
        try {
            arena.close();
            return true;
        } catch (IllegalStateException held) {
            return false;
        }
    }
}
