/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.tck.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.ArmedSet;
import dev.waitany.Deadline;
import dev.waitany.FutexWord;
import dev.waitany.WaitResult;
import dev.waitany.WaitSet;
import dev.waitany.tck.fixture.ContractRules;
import dev.waitany.tck.fixture.Expect;
import dev.waitany.tck.fixture.TestThread;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Rule 3: TIMED_OUT never comes early, and a wait whose deadline has passed looks at its words. */
public interface DeadlineRules extends ContractRules {
    /** A result that comes later than this means that the deadline was forgotten. */
    Duration LATEST = Duration.ofSeconds(5);

    @Test
    default void rule03_timedOutIsNeverEarlyAfterASpan() throws Exception {
        for (int size : fixture().sizes()) {
            WaitSet set = fixture().words().set(size);
            long begin = System.nanoTime();
            Expect.timedOut(waitAny().await(set, Deadline.after(Duration.ofMillis(5))));
            assertThat(System.nanoTime() - begin)
                    .as("ns waited on %d words", size)
                    .isBetween(5_000_000L, latest());
        }
    }

    @Test
    default void rule03_timedOutIsNeverEarlyOnTheMonoClock() throws Exception {
        WaitSet set = fixture().words().set(3);
        for (int i = 0; i < fixture().rounds(300); i++) {
            long point = System.nanoTime() + 1_000L * i;
            Expect.timedOut(waitAny().await(set, Deadline.at(point)));
            assertThat(System.nanoTime() - point).as("ns late").isBetween(0L, latest());
        }
    }

    @Test
    default void rule03_timedOutIsNeverEarlyOnTheWallClock() throws Exception {
        WaitSet set = fixture().words().set(3);
        for (int i = 0; i < fixture().rounds(300); i++) {
            Instant point = Instant.now().plusNanos(1_000L * i);
            Expect.timedOut(waitAny().await(set, Deadline.atTime(point)));
            assertThat(Duration.between(point, Instant.now()).toNanos())
                    .as("ns late")
                    .isBetween(0L, latest());
        }
    }

    @Test
    default void rule03_passedDeadlineDoesNotBlock() throws Exception {
        WaitSet set = fixture().words().set(3);
        for (Deadline passed : passedDeadlines()) {
            Expect.timedOut(waitAny().await(set, passed));
        }
    }

    @Test
    default void rule03_passedDeadlineStillReportsAChangedWord() throws Exception {
        WaitSet set = fixture().words().set(3);
        set.word(1).set(1);
        for (Deadline passed : passedDeadlines()) {
            Expect.changed(waitAny().await(set, passed), 1);
        }
    }

    @Test
    default void rule03_farDeadlineWaits() {
        for (Deadline far :
                List.of(
                        Deadline.after(Duration.ofSeconds(Long.MAX_VALUE)),
                        Deadline.after(Duration.ofDays(365)),
                        Deadline.at(Long.MAX_VALUE),
                        Deadline.atTime(Instant.MAX),
                        Deadline.atTime(Instant.now().plus(Duration.ofDays(3650))))) {
            WaitSet set = fixture().words().set(2);
            TestThread<WaitResult> waiter =
                    fixture().threads().start("until " + far, () -> waitAny().await(set, far));
            fixture().untilWaiting(set, 1);
            assertThat(set.word(1).wakeOne()).isEqualTo(1);
            Expect.woken(waiter.result(), 1);
        }
    }

    /**
     * A wake that the kernel counted ends the wait. If the accounting is exact, the reverse holds
     * as well: a wait that was ended by the word had a wake. Otherwise the waker changes the word
     * first, as every waker must, and the change alone may end the wait.
     */
    @Test
    default void rule03_deadlineRacingWithAWakeLosesNeither() throws Exception {
        FutexWord turn = fixture().words().one();
        FutexWord word = fixture().words().one();
        WaitSet set = WaitSet.of(word);
        int rounds = fixture().rounds(2_000);
        int[] counted = new int[rounds + 1];
        TestThread<Integer> waker =
                fixture()
                        .threads()
                        .start(
                                "waker",
                                () -> wakeNearDeadline(turn, word, counted, fixture().exact()));
        long ended = 0;
        for (int round = 1; round <= rounds; round++) {
            set.refresh();
            turn.set(round);
            WaitResult result = waitAny().await(set, Deadline.at(System.nanoTime() + 100_000));
            ended += result.isReady() ? 1 : 0;
            int now = round;
            fixture().until(() -> turn.get() == -now, () -> "the waker was through");
            assertThat(result.isReady() || counted[round] == 0)
                    .as("round %d: a wake was counted, and the wait ended as %s", round, result)
                    .isTrue();
        }
        turn.set(Integer.MAX_VALUE);
        long wakes = waker.result();
        if (fixture().exact()) {
            assertThat(ended).as("waits that a wake ended").isEqualTo(wakes);
        }
    }

    @Test
    default void rule03_armedCallTimesOutOnBothClocksAndNeverEarly() throws Exception {
        WaitSet set = fixture().words().set(2);
        try (ArmedSet armed = waitAny().arm(set)) {
            for (int i = 0; i < fixture().rounds(50); i++) {
                long point = System.nanoTime() + 50_000;
                Expect.timedOut(armed.await(Deadline.at(point)));
                assertThat(System.nanoTime() - point).as("ns late").isNotNegative();
                Instant time = Instant.now().plusNanos(50_000);
                Expect.timedOut(armed.await(Deadline.atTime(time)));
                assertThat(Duration.between(time, Instant.now()))
                        .isGreaterThanOrEqualTo(Duration.ZERO);
            }
            set.word(1).set(1);
            set.word(1).wakeOne();
            Expect.ready(armed.await(Deadline.atTime(Instant.now().plusSeconds(3600))), 1);
            armed.rearm(1, 1);
            Expect.timedOut(armed.await(Deadline.atTime(Instant.now().plusMillis(1))));
        }
    }

    private static int wakeNearDeadline(
            FutexWord turn, FutexWord word, int[] counted, boolean bare) {
        SplittableRandom random = new SplittableRandom(3);
        int sum = 0;
        int round = 0;
        while (round < counted.length - 1) {
            int now = turn.get();
            if (now == round + 1) {
                LockSupport.parkNanos(random.nextInt(120_000));
                round = now;
                if (!bare) {
                    word.getAndAdd(1);
                }
                counted[round] = word.wakeOne();
                sum += counted[round];
                turn.set(-round);
            } else {
                Thread.onSpinWait();
            }
        }
        return sum;
    }

    private static List<Deadline> passedDeadlines() {
        return List.of(
                Deadline.now(),
                Deadline.after(Duration.ZERO),
                Deadline.after(Duration.ofDays(-1)),
                Deadline.at(System.nanoTime()),
                Deadline.atTime(Instant.EPOCH),
                Deadline.atTime(Instant.now()),
                Deadline.atTime(Instant.MIN));
    }

    private long latest() {
        return fixture().atMost(LATEST).toNanos();
    }
}
