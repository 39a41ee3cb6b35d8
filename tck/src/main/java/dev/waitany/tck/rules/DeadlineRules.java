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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Rule 3: TIMED_OUT never comes early, and a wait whose deadline has passed looks at its words. */
public interface DeadlineRules extends ContractRules {
    /** A result that comes later than this means that the deadline was forgotten. */
    Duration LATEST = Duration.ofSeconds(20);

    /** A deadline that a strategy has to wait for. */
    Duration SPAN = Duration.ofMillis(5);

    /** How often a span is waited for. */
    int SPANS = 8;

    /** Not every wait is in time on a busy machine, but of several waits one is. */
    Duration PUNCTUAL = Duration.ofMillis(500);

    @Test
    default void rule03_timedOutIsNeverEarlyAfterASpan() throws Exception {
        for (int size : fixture().sizes()) {
            WaitSet set = fixture().words().set(size);
            long smallest = Long.MAX_VALUE;
            for (int i = 0; i < SPANS; i++) {
                long begin = System.nanoTime();
                Expect.timedOut(waitAny().await(set, Deadline.after(SPAN)));
                long late = System.nanoTime() - begin - SPAN.toNanos();
                smallest = Math.min(smallest, late);
            }
            assertThat(smallest)
                    .as("smallest lateness in ns, monotonic clock, %s ahead, %d words", SPAN, size)
                    .isBetween(0L, fixture().atMost(PUNCTUAL).toNanos());
        }
    }

    @Test
    default void rule03_timedOutIsNeverEarlyOnTheMonotonicClock() throws Exception {
        WaitSet set = fixture().words().set(3);
        for (int i = 0; i < fixture().rounds(300); i++) {
            long ahead = 1_000L * i;
            long point = System.nanoTime() + ahead;
            Expect.timedOut(waitAny().await(set, Deadline.at(point)));
            assertInTime("monotonic", ahead, System.nanoTime() - point);
        }
    }

    @Test
    default void rule03_timedOutIsNeverEarlyOnTheRealtimeClock() throws Exception {
        WaitSet set = fixture().words().set(3);
        for (int i = 0; i < fixture().rounds(300); i++) {
            long ahead = 1_000L * i;
            Instant point = Instant.now().plusNanos(ahead);
            Expect.timedOut(waitAny().await(set, Deadline.atTime(point)));
            assertInTime("realtime", ahead, nanosSince(point));
        }
    }

    @Test
    default void rule03_timedOutIsNeverEarlyOnTheRealtimeClockForAVirtualThread() {
        WaitSet set = fixture().words().set(2);
        TestThread<Long> late =
                fixture()
                        .threads()
                        .startVirtual(
                                "virtual",
                                () -> {
                                    Instant point = Instant.now().plus(SPAN);
                                    Expect.timedOut(waitAny().await(set, Deadline.atTime(point)));
                                    return nanosSince(point);
                                });
        assertInTime("realtime", SPAN.toNanos(), late.result());
    }

    @Test
    default void rule03_timedOutIsNeverEarlyOnTheRealtimeClockForAFuture() {
        WaitSet set = fixture().words().set(2);
        Instant point = Instant.now().plus(SPAN);
        CompletableFuture<WaitResult> future = waitAny().awaitAsync(set, Deadline.atTime(point));
        fixture().until(future::isDone, () -> "the future was done");
        long late = nanosSince(point);
        Expect.timedOut(future.join());
        assertInTime("realtime", SPAN.toNanos(), late);
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
                long ahead = 50_000;
                long point = System.nanoTime() + ahead;
                Expect.timedOut(armed.await(Deadline.at(point)));
                assertInTime("monotonic", ahead, System.nanoTime() - point);
                Instant time = Instant.now().plusNanos(ahead);
                Expect.timedOut(armed.await(Deadline.atTime(time)));
                assertInTime("realtime", ahead, nanosSince(time));
            }
            set.word(1).set(1);
            set.word(1).wakeOne();
            Expect.ready(armed.await(Deadline.atTime(Instant.now().plusSeconds(3600))), 1);
            armed.rearm(1, 1);
            Expect.timedOut(armed.await(Deadline.atTime(Instant.now().plusMillis(1))));
        }
    }

    /** The change may come before the spin or in it, and no wake follows. */
    @Test
    default void rule03_exactWaitsStillSeeChangesAndInterrupts() throws Exception {
        WaitSet set = fixture().words().set(2);
        for (int round = 0; round < fixture().rounds(20); round++) {
            Deadline point = Deadline.at(System.nanoTime() + 50_000L * round).exactly();
            assertThat(waitAny().await(set, point).index()).isEqualTo(-1);
            assertThat(point.hasPassed()).as("the deadline has passed").isTrue();
        }
        Deadline far = Deadline.after(Duration.ofHours(1)).exactly();
        TestThread<WaitResult> woken =
                fixture().threads().start("woken", () -> waitAny().await(set, far));
        fixture().untilWaiting(set, 1);
        set.word(1).set(1);
        assertThat(set.word(1).wakeOne()).isEqualTo(1);
        Expect.woken(woken.result(), 1);
        set.refresh();
        TestThread<WaitResult> interrupted =
                fixture().threads().start("interrupted", () -> waitAny().await(set, far));
        interrupted.thread().interrupt();
        assertThat(interrupted.failure()).isInstanceOf(InterruptedException.class);
        set.word(0).set(9);
        Expect.changed(waitAny().await(set, Deadline.at(System.nanoTime() + 1).exactly()), 0);
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

    private void assertInTime(String clock, long ahead, long late) {
        assertThat(late)
                .as("ns late, %s clock, deadline %d ns ahead", clock, ahead)
                .isBetween(0L, fixture().atMost(LATEST).toNanos());
    }

    private static long nanosSince(Instant point) {
        return Duration.between(point, Instant.now()).toNanos();
    }
}
