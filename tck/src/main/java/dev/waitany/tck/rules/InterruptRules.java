/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.tck.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waitany.ArmedSet;
import dev.waitany.Deadline;
import dev.waitany.FutexWord;
import dev.waitany.WaitResult;
import dev.waitany.WaitSet;
import dev.waitany.tck.fixture.ContractRules;
import dev.waitany.tck.fixture.Expect;
import dev.waitany.tck.fixture.TestThread;
import dev.waitany.tck.fixture.WakeRace;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Rule 4: an interrupt ends a wait at once and loses no wake. */
public interface InterruptRules extends ContractRules {
    /** An interrupt that is seen only with the next wake or deadline takes far longer. */
    Duration AT_ONCE = Duration.ofSeconds(2);

    @Test
    default void rule04_interruptEndsABlockedWaitAtOnce() {
        for (int size : fixture().sizes()) {
            WaitSet set = fixture().words().set(size);
            TestThread<WaitResult> waiter = fixture().waiter("waiter on " + size, set);
            fixture().untilWaiting(set, 1);
            long begin = System.nanoTime();
            waiter.thread().interrupt();
            assertThat(waiter.failure()).isInstanceOf(InterruptedException.class);
            assertThat(System.nanoTime() - begin)
                    .as("ns to end")
                    .isLessThan(fixture().atMost(AT_ONCE).toNanos());
            assertThat(set.word(size - 1).wakeAll()).as("waiters left").isZero();
        }
    }

    @Test
    default void rule04_interruptedThreadDoesNotBeginToWait() {
        WaitSet set = fixture().words().set(2);
        set.word(0).set(1);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> waitAny().await(set, Deadline.never()))
                .isInstanceOf(InterruptedException.class);
        assertThat(Thread.currentThread().isInterrupted()).as("status after").isFalse();
    }

    @Test
    default void rule04_threadAndSetServeAgainAfterAnInterrupt() throws Exception {
        WaitSet set = fixture().words().set(3);
        FutexWord interrupted = fixture().words().one();
        TestThread<WaitResult> waiter =
                fixture()
                        .threads()
                        .start(
                                "waiter",
                                () -> {
                                    try {
                                        WaitResult early = waitAny().await(set, Deadline.never());
                                        throw new AssertionError("not interrupted: " + early);
                                    } catch (InterruptedException expected) {
                                        interrupted.set(1);
                                        return waitAny().await(set, Deadline.never());
                                    }
                                });
        fixture().untilWaiting(set, 1);
        waiter.thread().interrupt();
        fixture().until(() -> interrupted.get() == 1, () -> "the interrupt ended the first wait");
        fixture().untilWaiting(set, 1);
        assertThat(set.word(2).wakeOne()).isEqualTo(1);
        Expect.woken(waiter.result(), 2);
    }

    @Test
    default void rule04_interruptRacingWithAWakeLosesNeither() throws Exception {
        FutexWord word = fixture().words().one();
        for (int round = 0; round < fixture().rounds(1_500); round++) {
            WaitSet set = WaitSet.of(word, fixture().words().one());
            WakeRace.run(this, set, work -> fixture().threads().start("waiter", work));
        }
    }

    /** A second wait is queued behind the first: it gets the wake unless the first reports it. */
    @Test
    default void rule04_wakeThatAnInterruptedWaitDoesNotReportGoesToTheNext() {
        FutexWord word = fixture().words().one();
        WaitSet first = WaitSet.of(fixture().words().one(), word);
        WaitSet second = WaitSet.of(word);
        for (int round = 0; round < fixture().rounds(500); round++) {
            first.refresh();
            second.refresh();
            TestThread<WaitResult> firstWaiter = fixture().waiter("first", first);
            fixture().untilWaiting(first, 1);
            TestThread<WaitResult> secondWaiter = fixture().waiter("second", second);
            fixture().untilWaiting(word, 2);
            TestThread<Boolean> interrupter =
                    fixture()
                            .threads()
                            .start(
                                    "interrupter",
                                    () -> {
                                        firstWaiter.thread().interrupt();
                                        return true;
                                    });
            word.getAndAdd(1);
            word.wakeOne();
            if (!firstWaiter.hasFailed()) {
                Expect.ready(firstWaiter.result(), 1);
                word.wakeOne();
            }
            Expect.ready(secondWaiter.result(), 0);
            assertThat(interrupter.result()).isTrue();
            fixture().threads().joinAndForget();
        }
    }

    /** An interrupt ends one wait, whether it comes before, during or after a call. */
    @Test
    default void rule04_everyInterruptOfAThreadThatKeepsWaitingIsSeen() {
        WaitSet set = fixture().words().set(2);
        FutexWord seen = fixture().words().one();
        int rounds = fixture().rounds(2_000);
        TestThread<Integer> waiter =
                fixture()
                        .threads()
                        .start(
                                "waiter",
                                () -> {
                                    for (int round = 1; round <= rounds; round++) {
                                        assertThatThrownBy(
                                                        () ->
                                                                waitAny()
                                                                        .await(
                                                                                set,
                                                                                Deadline.never()))
                                                .isInstanceOf(InterruptedException.class);
                                        seen.set(round);
                                    }
                                    return rounds;
                                });
        for (int round = 1; round <= rounds; round++) {
            int mine = round;
            waiter.thread().interrupt();
            fixture().until(() -> seen.get() == mine, () -> "interrupt " + mine + " was seen");
        }
        assertThat(waiter.result()).isEqualTo(rounds);
    }

    @Test
    default void rule04_interruptEndsAnArmedCallAndLeavesTheWordsArmed() {
        WaitSet set = fixture().words().set(3);
        TestThread<WaitResult> owner =
                fixture()
                        .threads()
                        .start(
                                "owner",
                                () -> {
                                    try (ArmedSet armed = waitAny().arm(set)) {
                                        try {
                                            return armed.await(Deadline.never());
                                        } catch (InterruptedException expected) {
                                            return armed.await(Deadline.never());
                                        }
                                    }
                                });
        fixture().untilWaiting(set, 1);
        owner.thread().interrupt();
        while (!owner.isDone()) {
            set.word(2).wakeOne();
        }
        Expect.woken(owner.result(), 2);
    }
}
