/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.tck.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.Deadline;
import dev.waitany.FutexWord;
import dev.waitany.WaitResult;
import dev.waitany.WaitSet;
import dev.waitany.tck.fixture.ContractRules;
import dev.waitany.tck.fixture.Expect;
import dev.waitany.tck.fixture.TestThread;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Rule 11: a wait ends only for a reason that its result or exception names. */
public interface ReturnReasonRules extends ContractRules {
    @Test
    default void rule11_wakesOfOtherWordsAndOtherWaitsEndNothing() throws Exception {
        WaitSet set = fixture().words().set(3);
        FutexWord other = fixture().words().one();
        TestThread<WaitResult> waiter = fixture().waiter("waiter", set);
        fixture().untilWaiting(set, 1);
        WaitSet busy = WaitSet.of(other);
        for (int i = 0; i < fixture().rounds(2_000); i++) {
            other.wakeAll();
            Expect.timedOut(waitAny().await(busy, Deadline.at(System.nanoTime() + 1_000)));
            assertThat(waiter.isDone()).as("ended without a reason").isFalse();
        }
        assertThat(set.word(2).wakeOne()).isEqualTo(1);
        Expect.woken(waiter.result(), 2);
    }

    /**
     * A value that changes back while a wait begins makes the kernel refuse, although no word
     * differs.
     */
    @Test
    default void rule11_everyResultNamesAReasonWhileWordsFlicker() throws Exception {
        WaitSet set = fixture().words().set(3);
        FutexWord over = fixture().words().one();
        int rounds = fixture().rounds(5_000);
        TestThread<Boolean> flicker = flicker(set.word(1), over);
        for (int i = 0; i < rounds; i++) {
            long point = System.nanoTime() + 5_000;
            WaitResult result = waitAny().await(set, Deadline.at(point));
            switch (result.kind()) {
                case CHANGED -> assertThat(result.index()).isEqualTo(1);
                case TIMED_OUT -> assertThat(System.nanoTime() - point).isNotNegative();
                default ->
                        throw new AssertionError(
                                "no thread wakes, but the wait ended as " + result);
            }
        }
        over.set(1);
        assertThat(flicker.result()).isTrue();
    }

    /** A change that is undone, a permit to park and a garbage collection end no wait. */
    @Test
    default void rule11_blockedWaitOutlastsWhatDoesNotConcernIt() {
        WaitSet set = fixture().words().set(4);
        TestThread<WaitResult> waiter = fixture().waiter("waiter", set);
        fixture().untilWaiting(set, 1);
        for (int i = 0; i < fixture().rounds(200); i++) {
            set.word(i % 4).getAndAdd(1);
            set.word(i % 4).getAndAdd(-1);
            LockSupport.unpark(waiter.thread());
            assertThat(waiter.isDone()).as("ended without a reason").isFalse();
        }
        System.gc();
        fixture().untilWaiting(set, 1);
        assertThat(waiter.isDone()).as("ended without a reason").isFalse();
        assertThat(set.word(3).wakeOne()).isEqualTo(1);
        Expect.woken(waiter.result(), 3);
    }

    @Test
    default void rule11_interruptOfOneWaiterEndsNoOther() {
        FutexWord shared = fixture().words().one();
        WaitSet set = WaitSet.of(shared, fixture().words().one());
        TestThread<WaitResult> waiter = fixture().waiter("waiter", set);
        fixture().untilWaiting(set, 1);
        for (int i = 0; i < fixture().rounds(50); i++) {
            TestThread<WaitResult> other = fixture().waiter("other", WaitSet.of(shared));
            fixture().untilWaiting(shared, 2);
            other.thread().interrupt();
            assertThat(other.failure()).isInstanceOf(InterruptedException.class);
            assertThat(waiter.isDone()).as("ended without a reason").isFalse();
        }
        assertThat(shared.wakeAll()).isEqualTo(1);
        Expect.woken(waiter.result(), 0);
    }

    /** No word changes: each wake ends one wait, and each wait is ended by one wake. */
    @Test
    default void rule11_waitsEndOneByOneWithTheirWakes() {
        WaitSet set = fixture().words().set(3);
        FutexWord ended = fixture().words().one();
        int rounds = fixture().rounds(2_000);
        TestThread<Integer> waiter =
                fixture()
                        .threads()
                        .start(
                                "waiter",
                                () -> {
                                    for (int i = 0; i < rounds; i++) {
                                        Expect.woken(waitAny().await(set, Deadline.never()), i % 3);
                                        ended.getAndAdd(1);
                                    }
                                    return rounds;
                                });
        for (int i = 0; i < rounds; i++) {
            fixture().untilWaiting(set, 1);
            assertThat(ended.get()).as("waits that have ended").isEqualTo(i);
            assertThat(set.word(i % 3).wakeOne()).isEqualTo(1);
            int now = i + 1;
            fixture().until(() -> ended.get() == now, () -> "wait " + now + " ended");
        }
        assertThat(waiter.result()).isEqualTo(rounds);
    }

    /**
     * If the kernel refuses a wait because of a value that has since changed back, the wait must
     * still notice an interrupt that came at the same time.
     */
    @Test
    default void rule11_interruptIsHeardWhileWordsFlicker() {
        WaitSet set = fixture().words().set(2);
        FutexWord over = fixture().words().one();
        TestThread<Boolean> flicker = flicker(set.word(1), over);
        TestThread<Integer> waiter =
                fixture()
                        .threads()
                        .start(
                                "waiter",
                                () -> {
                                    int interrupts = 0;
                                    while (over.get() == 0) {
                                        try {
                                            waitAny().await(set, Deadline.never());
                                        } catch (InterruptedException e) {
                                            interrupts++;
                                        }
                                    }
                                    return interrupts;
                                });
        for (int round = 0; round < fixture().rounds(2_000); round++) {
            waiter.thread().interrupt();
            fixture()
                    .until(() -> !waiter.thread().isInterrupted(), () -> "the interrupt was heard");
        }
        over.set(1);
        waiter.thread().interrupt();
        assertThat(waiter.result()).isPositive();
        assertThat(flicker.result()).isTrue();
    }

    /** Changes a word and changes it back, without a wake, until the other word is set. */
    private TestThread<Boolean> flicker(FutexWord word, FutexWord over) {
        return fixture()
                .threads()
                .start(
                        "flicker",
                        () -> {
                            while (over.get() == 0) {
                                word.set(1);
                                word.set(0);
                            }
                            return true;
                        });
    }
}
