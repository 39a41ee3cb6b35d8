/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.tck.counted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.waitany.CountedWord;
import dev.waitany.Deadline;
import dev.waitany.FutexWord;
import dev.waitany.Sharing;
import dev.waitany.WaitAny;
import dev.waitany.WaitAnyClosedException;
import dev.waitany.WaitResult;
import dev.waitany.WaitSet;
import dev.waitany.linux.SystemCallCount;
import dev.waitany.tck.fixture.ContractRules;
import dev.waitany.tck.fixture.Expect;
import dev.waitany.tck.fixture.TestThread;
import java.lang.foreign.Arena;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Rule 26: waits count themselves on words that have a count of waiters. */
public interface CountedWordRules extends ContractRules {
    @Test
    default void rule26_countedAndOrdinaryWordsMixInOneSet() {
        CountedWord counted = fixture().words().counted();
        WaitSet set = WaitSet.of(fixture().words().one(), counted.word());
        for (int index : new int[] {1, 0}) {
            TestThread<WaitResult> waiter = fixture().waiter("waiter", set);
            fixture().untilWaiting(set, 1);
            assertThat(counted.waiters()).as("waiters, during the wait").isEqualTo(1);
            assertThat(index == 1 ? counted.wakeOne() : set.word(0).wakeOne()).isEqualTo(1);
            Expect.woken(waiter.result(), index);
            assertThat(counted.waiters()).as("waiters, after the wait").isZero();
        }
    }

    @Test
    default void rule26_wakeWakesAsManyAsAskedFor() {
        CountedWord word = fixture().words().counted();
        for (int i = 0; i < 3; i++) {
            fixture().waiter("waiter " + i, WaitSet.of(word.word()));
        }
        fixture().untilWaiting(word.word(), 3);
        assertThat(word.waiters()).isEqualTo(3);
        assertThat(word.wakeOne()).isEqualTo(1);
        fixture().untilWaiting(word.word(), 2);
        assertThat(word.wakeAll()).isEqualTo(2);
        fixture().until(() -> word.waiters() == 0, () -> "all waits were counted out");
    }

    @Test
    default void rule26_wakeThatNoWaitExpectsMakesNoSystemCall() throws Exception {
        assumeTrue(
                SystemCallCount.sum() >= 0,
                "system calls are counted with -D" + SystemCallCount.PROPERTY + "=true only");
        CountedWord word = fixture().words().counted();
        WaitSet set = WaitSet.of(word.word());
        Expect.timedOut(waitAny().await(set, Deadline.after(Duration.ofMillis(1))));
        long before = SystemCallCount.sum();
        for (int i = 0; i < 100; i++) {
            word.word().set(i);
            assertThat(word.wakeOne() + word.wakeAll() + word.wake(2, 1)).isZero();
        }
        long calls = SystemCallCount.sum() - before; // a thread of the strategy may make some
        assertThat(calls).as("system calls of 300 wakes").isLessThan(100);
        before = SystemCallCount.sum();
        assertThat(word.word().wakeOne()).isZero();
        assertThat(SystemCallCount.sum() - before).as("of a wake of the plain word").isPositive();
    }

    /** Two threads take turns. A turn whose wake finds no waiter, and is not seen, hangs both. */
    @Test
    default void rule26_noChangeIsMissed() throws Exception {
        CountedWord ping = fixture().words().counted();
        CountedWord pong = fixture().words().counted();
        int rounds = fixture().rounds(500);
        TestThread<Integer> other =
                fixture().threads().start("other", () -> answer(ping, pong, rounds));
        WaitSet set = WaitSet.of(pong.word(), fixture().words().one());
        for (int round = 0; round < rounds; round++) {
            ping.word().getAndAdd(1);
            ping.wakeOne();
            Expect.ready(waitAny().await(set.expect(0, round), Deadline.never()), 0);
        }
        assertThat(other.result()).as("turns of the other thread").isEqualTo(rounds);
        assertThat(ping.waiters() + pong.waiters()).as("waiters at the end").isZero();
    }

    private int answer(CountedWord ping, CountedWord pong, int rounds) throws InterruptedException {
        WaitSet set = WaitSet.of(fixture().words().one(), ping.word());
        for (int round = 0; round < rounds; round++) {
            Expect.ready(waitAny().await(set.expect(1, round), Deadline.never()), 1);
            pong.word().set(round + 1); // a plain release: the fence is the wake's
            pong.wakeOne();
        }
        return rounds;
    }

    @Test
    default void rule26_waitIsCountedOutHoweverItEnds() throws Exception {
        CountedWord word = fixture().words().counted();
        WaitSet set = WaitSet.of(fixture().words().one(), word.word());

        Expect.timedOut(waitAny().await(set, Deadline.after(Duration.ofMillis(1))));
        assertThat(word.waiters()).as("after a deadline").isZero();

        TestThread<WaitResult> interrupted = fixture().waiter("interrupted", set);
        fixture().untilWaiting(set, 1);
        interrupted.thread().interrupt();
        assertThat(interrupted.failure()).isInstanceOf(InterruptedException.class);
        assertThat(word.waiters()).as("after an interrupt").isZero();

        WaitAny closed = fixture().openAnother();
        TestThread<WaitResult> waiter =
                fixture().threads().start("closed", () -> closed.await(set, Deadline.never()));
        fixture().untilWaiting(set, 1);
        closed.close();
        assertThat(waiter.failure()).isInstanceOf(WaitAnyClosedException.class);
        assertThat(word.waiters()).as("after a close").isZero();
    }

    @Test
    default void rule26_futuresAndVirtualThreadsAreCounted() {
        CountedWord word = fixture().words().counted();
        WaitSet set = WaitSet.of(fixture().words().one(), word.word());

        CompletableFuture<WaitResult> woken = waitAny().awaitAsync(set, Deadline.never());
        fixture().untilWaiting(set, 1);
        assertThat(word.wakeOne()).isEqualTo(1);
        fixture().until(woken::isDone, () -> "the future was done");
        Expect.woken(woken.join(), 1);
        assertThat(word.waiters()).as("after a future").isZero();

        CompletableFuture<WaitResult> cancelled = waitAny().awaitAsync(set, Deadline.never());
        cancelled.cancel(true);
        assertThat(word.waiters()).as("after a cancelled future").isZero();

        TestThread<WaitResult> virtual =
                fixture()
                        .threads()
                        .startVirtual("virtual", () -> waitAny().await(set, Deadline.never()));
        fixture().untilWaiting(set, 1);
        assertThat(word.wakeOne()).isEqualTo(1);
        Expect.woken(virtual.result(), 1);
        assertThat(word.waiters()).as("after a virtual thread").isZero();
    }

    @Test
    default void rule26_armedWordsAreCountedWhileTheKernelHasThem() throws Exception {
        CountedWord word = fixture().words().counted();
        WaitSet set = WaitSet.of(fixture().words().one(), word.word());
        armedIsCounted(word, set);
        TestThread<Boolean> virtual =
                fixture()
                        .threads()
                        .startVirtual(
                                "virtual",
                                () -> {
                                    armedIsCounted(word, set.refresh());
                                    return true;
                                });
        assertThat(virtual.result()).isTrue();
    }

    private void armedIsCounted(CountedWord word, WaitSet set) throws InterruptedException {
        int whenIdle = waitAny().capabilities().staysArmed() ? 1 : 0;
        try (var armed = waitAny().arm(set)) {
            Expect.timedOut(armed.await(fixture().soon()));
            assertThat(word.waiters()).as("between calls").isEqualTo(whenIdle);
            fixture().untilWaiting(word.word(), whenIdle);
            word.word().getAndAdd(1);
            assertThat(word.wakeOne()).isEqualTo(whenIdle);
            Expect.ready(armed.await(Deadline.never()), 1);
            assertThat(word.waiters()).as("once it was reported").isZero();
            armed.rearm(1, word.word().get());
            Expect.timedOut(armed.await(fixture().soon()));
            assertThat(word.waiters()).as("armed again").isEqualTo(whenIdle);
            armed.remove(1);
            assertThat(word.waiters()).as("once it is removed").isZero();
            armed.add(word.word(), word.word().get());
            Expect.timedOut(armed.await(fixture().soon()));
        }
        assertThat(word.waiters()).as("once the set is closed").isZero();
    }

    @Test
    default void rule26_failedWaitIsCountedOut() {
        CountedWord word = fixture().words().counted();
        WaitSet set;
        try (Arena arena = Arena.ofShared()) {
            set = WaitSet.of(word.word(), FutexWord.allocate(arena));
        }
        assertThatThrownBy(() -> waitAny().await(set, Deadline.never()))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> waitAny().awaitAsync(set, Deadline.never()))
                .isInstanceOf(IllegalStateException.class);
        assertThat(word.waiters()).isZero();
    }

    @Test
    default void rule26_sharedWordsAreCountedInTheirMemory() {
        try (Arena arena = Arena.ofShared()) {
            var memory = arena.allocate(CountedWord.BYTES, CountedWord.BYTES);
            CountedWord here = CountedWord.of(memory, 0, Sharing.SHARED);
            CountedWord there = CountedWord.of(memory, 0, Sharing.SHARED);
            TestThread<WaitResult> waiter = fixture().waiter("waiter", WaitSet.of(here.word()));
            fixture().untilWaiting(here.word(), 1);
            assertThat(there.waiters()).isEqualTo(1);
            assertThat(there.wakeOne()).isEqualTo(1);
            Expect.woken(waiter.result(), 0);
            assertThat(there.waiters()).isZero();
        }
    }
}
