/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.syscall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waitany.Deadline;
import dev.waitany.FutexWord;
import dev.waitany.WaitSet;
import dev.waitany.linux.Errno;
import dev.waitany.linux.Futex;
import dev.waitany.spi.Outcome;
import dev.waitany.spi.SurplusWakes;
import dev.waitany.spi.Waiter;
import java.lang.foreign.Arena;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@SuppressWarnings("MustBeClosedChecker") // arenas are closed at chosen moments
class WaitvWaiterTest {
    private static final Deadline PASSED = Deadline.now();

    /** The waker frees what belongs to it as soon as it can. */
    @Test
    void wakeIsReportedWhileArenasOfOtherWordsAreClosed() throws Exception {
        try (Arena kept = Arena.ofShared()) {
            FutexWord word = FutexWord.allocate(kept);
            for (int i = 0; i < 500; i++) {
                Arena closed = Arena.ofShared();
                WaitSet set = WaitSet.of(word, FutexWord.allocate(closed));
                FutureTask<Integer> wait = begin(set);
                untilOneWaits(word);
                word.set(1);
                assertThat(word.wakeOne()).isOne();
                while (!isClosed(closed)) {
                    Thread.onSpinWait();
                }
                assertThat(wait.get()).as("wait %d", i).isZero();
                word.set(0);
            }
        }
    }

    @Test
    void noArenaOfAFullSetCanBeClosedDuringTheWait() throws Exception {
        Arena[] arenas =
                Stream.generate(Arena::ofShared).limit(Futex.WAITV_MAX).toArray(Arena[]::new);
        FutexWord[] words =
                Arrays.stream(arenas).map(FutexWord::allocate).toArray(FutexWord[]::new);
        FutureTask<Integer> wait = begin(WaitSet.of(words));
        untilOneWaits(words[words.length - 1]);
        for (Arena arena : arenas) {
            assertThatThrownBy(arena::close).isInstanceOf(IllegalStateException.class);
        }
        words[100].wakeOne();
        assertThat(wait.get()).isEqualTo(100);
        Arrays.stream(arenas).forEach(Arena::close);
    }

    @Test
    void wordsThatCannotBeReadAfterAWakeCountAsWoken() {
        try (Arena arena = Arena.ofShared()) {
            WaitSet set =
                    WaitSet.of(
                            FutexWord.allocate(arena),
                            FutexWord.allocate(arena),
                            FutexWord.allocate(arena));
            SurplusWakes surplus = new SurplusWakes();
            surplus.add(1); // of an earlier attempt of this wait
            WaitvWaiter.noteAll(set, 0, surplus);
            assertThat(new int[] {surplus.get(0), surplus.get(1)}).containsOnly(1, 2);
            assertThat(surplus.count()).isEqualTo(2);
        }
    }

    @Test
    void waitAfterOneThatFailedWorks() {
        try (Waiter waiter = new WaitvWaiter(WaitvCall.KERNEL);
                Arena arena = Arena.ofShared()) {
            Arena closed = Arena.ofShared();
            WaitSet bad = WaitSet.of(FutexWord.allocate(arena), FutexWord.allocate(closed));
            closed.close();
            WaitSet good = WaitSet.of(FutexWord.allocate(arena));
            SurplusWakes surplus = new SurplusWakes();
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> waiter.await(bad, PASSED, surplus))
                        .isInstanceOf(IllegalStateException.class);
                assertThat(waiter.await(good, PASSED, surplus)).isEqualTo(Outcome.TIMED_OUT);
            }
            assertThat(surplus.count()).isZero();
        }
    }

    @Test
    void deadlinesOfBothClocksPassInTime() {
        try (Waiter waiter = new WaitvWaiter(WaitvCall.KERNEL);
                Arena arena = Arena.ofShared()) {
            WaitSet set = WaitSet.of(FutexWord.allocate(arena));
            for (int i = 0; i < 50; i++) {
                for (Deadline deadline :
                        new Deadline[] {
                            Deadline.after(Duration.ofNanos(50_000)),
                            Deadline.atTime(Instant.now().plusNanos(50_000))
                        }) {
                    assertThat(waiter.await(set, deadline, new SurplusWakes()))
                            .isEqualTo(Outcome.TIMED_OUT);
                    assertThat(deadline.hasPassed()).isTrue();
                }
            }
        }
    }

    /** The kernel's clock runs ahead, and an alert comes when the call has returned. */
    @Test
    void alertOfACallThatTimedOutTooEarlyIsNotMissed() {
        AtomicInteger calls = new AtomicInteger();
        AtomicReference<Waiter> waiter = new AtomicReference<>();
        WaitvCall early =
                (_, _, _, _, _) -> {
                    if (calls.incrementAndGet() == 1) {
                        waiter.get().alert();
                        return -Errno.ETIMEDOUT;
                    }
                    return -Errno.EAGAIN;
                };
        try (Waiter made = new WaitvWaiter(early);
                Arena arena = Arena.ofShared()) {
            waiter.set(made);
            WaitSet set = WaitSet.of(FutexWord.allocate(arena));
            Deadline far = Deadline.after(Duration.ofHours(1));
            assertThat(made.await(set, far, new SurplusWakes())).isEqualTo(Outcome.ALERTED);
            assertThat(calls).hasValue(1);
        }
    }

    private static FutureTask<Integer> begin(WaitSet set) {
        FutureTask<Integer> wait =
                new FutureTask<>(
                        () -> {
                            try (Waiter waiter = new WaitvWaiter(WaitvCall.KERNEL)) {
                                return waiter.await(set, Deadline.never(), new SurplusWakes());
                            }
                        });
        Thread.ofPlatform().daemon().start(wait);
        return wait;
    }

    private static void untilOneWaits(FutexWord word) {
        while (Futex.waiters(word.segment(), false) != 1) {
            Thread.onSpinWait();
        }
    }

    private static boolean isClosed(Arena arena) {
        try {
            arena.close();
            return true;
        } catch (IllegalStateException held) {
            return false;
        }
    }
}
